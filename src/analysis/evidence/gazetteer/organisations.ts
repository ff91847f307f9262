// Organisations that act in standoffs: short name | spellings. Public bodies, armed groups, and the firms whose dealings
// are matters of state. Source: facts of common knowledge, written by hand for this project.

export const ORGANISATIONS = `
UN|United Nations;UN;U.N.;UN Security Council;U.N. Security Council;United Nations Security Council;Security Council;UN General Assembly;U.N. General Assembly
NATO|NATO;Nato;North Atlantic Treaty Organization;Atlantic Alliance
EU|European Union;EU;E.U.;European Commission;European Council;European Parliament
ASEAN|ASEAN;Asean;Association of Southeast Asian Nations
AU|African Union
ICJ|International Court of Justice;ICJ;World Court
ICC|International Criminal Court;ICC
IAEA|International Atomic Energy Agency;IAEA;I.A.E.A.
CTBTO|Comprehensive Nuclear-Test-Ban Treaty Organization;CTBTO
OPCW|Organisation for the Prohibition of Chemical Weapons;Organization for the Prohibition of Chemical Weapons;OPCW
WTO|World Trade Organization;World Trade Organisation;WTO
IMF|International Monetary Fund;IMF
WB|World Bank
WHO|World Health Organization;World Health Organisation
UNHCR|UNHCR
UNIFIL|UNIFIL
ICRC|International Committee of the Red Cross;ICRC;Red Cross
OPEC|OPEC;Opec;OPEC+
G7|G7;G-7;Group of Seven
G20|G20;G-20;Group of 20
BRICS|BRICS;Brics
SCO|Shanghai Cooperation Organisation;Shanghai Cooperation Organization;SCO
CSTO|Collective Security Treaty Organization;Collective Security Treaty Organisation;CSTO
CIS|Commonwealth of Independent States
EAEU|Eurasian Economic Union
OSCE|Organization for Security and Co-operation in Europe;Organization for Security and Cooperation in Europe;OSCE
ECOWAS|ECOWAS;Ecowas;Economic Community of West African States
IGAD|IGAD
SADC|SADC
OAS|Organization of American States;OAS
CARICOM|CARICOM;Caricom
MERCOSUR|Mercosur;MERCOSUR
GCC|Gulf Cooperation Council;GCC
LAS|Arab League;League of Arab States
OIC|Organisation of Islamic Cooperation;Organization of Islamic Cooperation
APEC|APEC
QUAD|Quad
AUKUS|AUKUS;Aukus
Hamas|Hamas
Hezbollah|Hezbollah;Hizbollah;Hizbullah
Houthis|Houthi;Houthis;Ansar Allah
Taliban|Taliban
ISIS|Islamic State;ISIS;ISIL;Daesh
AlQaeda|al-Qaeda;al Qaeda;Al Qaeda;Al-Qaeda
AlShabaab|al-Shabaab;al Shabaab;Al-Shabaab
Wagner|Wagner Group;Wagner
PKK|PKK
PLO|PLO;Palestine Liberation Organization
IRGC|IRGC;Revolutionary Guards;Revolutionary Guard
RSF|Rapid Support Forces;RSF
M23|M23
FARC|FARC
Exxon|ExxonMobil;Exxon Mobil;Exxon
Chevron|Chevron
Shell|Royal Dutch Shell
BP|BP
TotalEnergies|TotalEnergies
Gazprom|Gazprom
Rosneft|Rosneft
Rosatom|Rosatom
Lukoil|Lukoil
Aramco|Saudi Aramco;Aramco
CNPC|CNPC;China National Petroleum Corporation
CNOOC|CNOOC
Huawei|Huawei
TSMC|TSMC
Lockheed|Lockheed Martin
Boeing|Boeing
Raytheon|Raytheon
Rheinmetall|Rheinmetall
Hanwha|Hanwha Aerospace;Hanwha
SpaceX|SpaceX;Starlink
`;
