// States: ISO 3166-1 alpha-3 | names in English | adjectives and people | capital (standing for its government).
// Source: facts of common knowledge, written down for this project by hand (codes as in ISO 3166-1; names and capitals as
// commonly used in English); no data set was copied, and the table is under the project's own licence.
// TWN and PSE have ISO codes; Kosovo has none, and XKX is the user-assigned code that is in general use.
// A name says who is meant, and nothing on who is recognised by whom.

export const STATES = `
AFG|Afghanistan|Afghan;Afghans|Kabul
AGO|Angola|Angolan;Angolans|Luanda
ALB|Albania|Albanian;Albanians|Tirana
AND|Andorra|Andorran;Andorrans|
ARE|United Arab Emirates;UAE;U.A.E.;Emirates|Emirati;Emiratis|Abu Dhabi
ARG|Argentina|Argentine;Argentinian;Argentines;Argentinians|Buenos Aires
ARM|Armenia|Armenian;Armenians|Yerevan
ATG|Antigua and Barbuda|Antiguan|
AUS|Australia|Australian;Australians|Canberra
AUT|Austria|Austrian;Austrians|Vienna
AZE|Azerbaijan|Azerbaijani;Azeri;Azerbaijanis;Azeris|Baku
BDI|Burundi|Burundian;Burundians|Gitega;Bujumbura
BEL|Belgium|Belgian;Belgians|
BEN|Benin|Beninese|Porto-Novo;Cotonou
BFA|Burkina Faso|Burkinabe;Burkinabè|Ouagadougou
BGD|Bangladesh|Bangladeshi;Bangladeshis|Dhaka
BGR|Bulgaria|Bulgarian;Bulgarians|Sofia
BHR|Bahrain|Bahraini;Bahrainis|Manama
BHS|Bahamas|Bahamian;Bahamians|Nassau
BIH|Bosnia and Herzegovina;Bosnia-Herzegovina;Bosnia|Bosnian;Bosnians|Sarajevo
BLR|Belarus|Belarusian;Belarussian;Belarusians|Minsk
BLZ|Belize|Belizean;Belizeans|Belmopan
BOL|Bolivia|Bolivian;Bolivians|La Paz
BRA|Brazil|Brazilian;Brazilians|Brasília;Brasilia
BRB|Barbados|Barbadian;Barbadians|Bridgetown
BRN|Brunei|Bruneian|Bandar Seri Begawan
BTN|Bhutan|Bhutanese|Thimphu
BWA|Botswana|Botswanan;Motswana|Gaborone
CAF|Central African Republic|Central African|Bangui
CAN|Canada|Canadian;Canadians|Ottawa
CHE|Switzerland|Swiss|Bern;Berne
CHL|Chile|Chilean;Chileans|Santiago
CHN|China;People’s Republic of China;People's Republic of China;PRC|Chinese;Sino|Beijing;Peking
CIV|Ivory Coast;Côte d’Ivoire;Côte d'Ivoire;Cote d'Ivoire|Ivorian;Ivorians|Yamoussoukro;Abidjan
CMR|Cameroon|Cameroonian;Cameroonians|Yaoundé;Yaounde
COD|Democratic Republic of the Congo;Democratic Republic of Congo;DR Congo;DRC|Congolese|Kinshasa
COG|Republic of the Congo;Congo-Brazzaville|Congo-Brazzaville|Brazzaville
COL|Colombia|Colombian;Colombians|Bogotá;Bogota
COM|Comoros|Comorian;Comorians|Moroni
CPV|Cape Verde;Cabo Verde|Cape Verdean|Praia
CRI|Costa Rica|Costa Rican;Costa Ricans|San José
CUB|Cuba|Cuban;Cubans|Havana
CYP|Cyprus|Cypriot;Cypriots;Greek Cypriot;Greek Cypriots|Nicosia
CZE|Czech Republic;Czechia|Czech;Czechs|Prague
DEU|Germany|German;Germans|Berlin
DJI|Djibouti|Djiboutian|
DMA|Dominica|Dominican|
DNK|Denmark|Danish;Danes|Copenhagen
DOM|Dominican Republic|Dominican;Dominicans|Santo Domingo
DZA|Algeria|Algerian;Algerians|Algiers
ECU|Ecuador|Ecuadorian;Ecuadorean;Ecuadorians|Quito
EGY|Egypt|Egyptian;Egyptians|Cairo
ERI|Eritrea|Eritrean;Eritreans|Asmara
ESP|Spain|Spanish;Spaniards|Madrid
EST|Estonia|Estonian;Estonians|Tallinn
ETH|Ethiopia|Ethiopian;Ethiopians|Addis Ababa
FIN|Finland|Finnish;Finns|Helsinki
FJI|Fiji|Fijian;Fijians|Suva
FRA|France|French|Paris
FSM|Micronesia|Micronesian;Micronesians|Palikir
GAB|Gabon|Gabonese|Libreville
GBR|United Kingdom;UK;U.K.;Britain;Great Britain|British;Britons;Brits|London
GEO|Georgia|Georgian;Georgians|Tbilisi
GHA|Ghana|Ghanaian;Ghanaians|Accra
GIN|Guinea|Guinean;Guineans|Conakry
GMB|Gambia|Gambian;Gambians|Banjul
GNB|Guinea-Bissau|Bissau-Guinean|Bissau
GNQ|Equatorial Guinea|Equatorial Guinean;Equatoguinean|Malabo
GRC|Greece|Greek;Greeks;Hellenic|Athens
GRD|Grenada|Grenadian;Grenadians|
GTM|Guatemala|Guatemalan;Guatemalans|Guatemala City
GUY|Guyana|Guyanese|Georgetown
HKG|Hong Kong|Hongkonger;Hongkongers|
HND|Honduras|Honduran;Hondurans|Tegucigalpa
HRV|Croatia|Croatian;Croat;Croats;Croatians|Zagreb
HTI|Haiti|Haitian;Haitians|Port-au-Prince
HUN|Hungary|Hungarian;Hungarians|Budapest
IDN|Indonesia|Indonesian;Indonesians|Jakarta
IND|India|Indian;Indians|New Delhi;Delhi
IRL|Ireland|Irish|Dublin
IRN|Iran;Islamic Republic of Iran|Iranian;Iranians|Tehran;Teheran
IRQ|Iraq|Iraqi;Iraqis|Baghdad
ISL|Iceland|Icelandic;Icelanders|Reykjavik;Reykjavík
ISR|Israel|Israeli;Israelis|Jerusalem;Tel Aviv
ITA|Italy|Italian;Italians|Rome
JAM|Jamaica|Jamaican;Jamaicans|
JOR|Jordan|Jordanian;Jordanians|Amman
JPN|Japan|Japanese|Tokyo
KAZ|Kazakhstan|Kazakh;Kazakhs;Kazakhstani|Astana
KEN|Kenya|Kenyan;Kenyans|Nairobi
KGZ|Kyrgyzstan|Kyrgyz|Bishkek
KHM|Cambodia|Cambodian;Cambodians|Phnom Penh
KIR|Kiribati|I-Kiribati|Tarawa
KNA|Saint Kitts and Nevis;St. Kitts and Nevis|Kittitian|Basseterre
KOR|South Korea;Republic of Korea;ROK;R.O.K.;S. Korea|South Korean;South Koreans|Seoul
KWT|Kuwait|Kuwaiti;Kuwaitis|Kuwait City
LAO|Laos|Lao;Laotian;Laotians|Vientiane
LBN|Lebanon|Lebanese|Beirut
LBR|Liberia|Liberian;Liberians|Monrovia
LBY|Libya|Libyan;Libyans|Tripoli
LCA|Saint Lucia;St. Lucia|Saint Lucian|Castries
LIE|Liechtenstein|Liechtensteiner|Vaduz
LKA|Sri Lanka|Sri Lankan;Sri Lankans|Colombo
LSO|Lesotho|Basotho|Maseru
LTU|Lithuania|Lithuanian;Lithuanians|Vilnius
LUX|Luxembourg|Luxembourgish|
LVA|Latvia|Latvian;Latvians|Riga
MAR|Morocco|Moroccan;Moroccans|Rabat
MCO|Monaco|Monegasque|
MDA|Moldova|Moldovan;Moldovans|Chisinau;Chișinău
MDG|Madagascar|Malagasy|Antananarivo
MDV|Maldives|Maldivian;Maldivians|Malé
MEX|Mexico|Mexican;Mexicans|Mexico City
MHL|Marshall Islands|Marshallese|Majuro
MKD|North Macedonia;Macedonia|Macedonian;North Macedonian;Macedonians|Skopje
MLI|Mali|Malian;Malians|Bamako
MLT|Malta|Maltese|Valletta
MMR|Myanmar;Burma|Burmese|Naypyidaw;Nay Pyi Taw;Naypyitaw
MNE|Montenegro|Montenegrin;Montenegrins|Podgorica
MNG|Mongolia|Mongolian;Mongolians|Ulaanbaatar;Ulan Bator
MOZ|Mozambique|Mozambican;Mozambicans|Maputo
MRT|Mauritania|Mauritanian;Mauritanians|Nouakchott
MUS|Mauritius|Mauritian;Mauritians|Port Louis
MWI|Malawi|Malawian;Malawians|Lilongwe
MYS|Malaysia|Malaysian;Malaysians|Kuala Lumpur;Putrajaya
NAM|Namibia|Namibian;Namibians|Windhoek
NER|Niger|Nigerien;Nigeriens|Niamey
NGA|Nigeria|Nigerian;Nigerians|Abuja
NIC|Nicaragua|Nicaraguan;Nicaraguans|Managua
NLD|Netherlands;Holland|Dutch|The Hague;Amsterdam
NOR|Norway|Norwegian;Norwegians|Oslo
NPL|Nepal|Nepalese;Nepali;Nepalis|Kathmandu
NRU|Nauru|Nauruan|
NZL|New Zealand|New Zealander;New Zealanders|Wellington
OMN|Oman|Omani;Omanis|Muscat
PAK|Pakistan|Pakistani;Pakistanis|Islamabad
PAN|Panama|Panamanian;Panamanians|Panama City
PER|Peru|Peruvian;Peruvians|Lima
PHL|Philippines|Philippine;Filipino;Filipinos|Manila
PLW|Palau|Palauan;Palauans|Ngerulmud
PNG|Papua New Guinea|Papua New Guinean|Port Moresby
POL|Poland|Polish;Poles|Warsaw
PRK|North Korea;DPRK;D.P.R.K.;Democratic People’s Republic of Korea;Democratic People's Republic of Korea;N. Korea|North Korean;North Koreans|Pyongyang
PRT|Portugal|Portuguese|Lisbon
PRY|Paraguay|Paraguayan;Paraguayans|Asunción;Asuncion
PSE|Palestine;Palestinian Authority;State of Palestine|Palestinian;Palestinians|Ramallah
QAT|Qatar|Qatari;Qataris|Doha
ROU|Romania|Romanian;Romanians|Bucharest
RUS|Russia;Russian Federation;Soviet Union;USSR;U.S.S.R.|Russian;Russians;Soviet;Soviets;Russo|Moscow;Kremlin
RWA|Rwanda|Rwandan;Rwandans|Kigali
SAU|Saudi Arabia;Kingdom of Saudi Arabia;KSA|Saudi;Saudis;Saudi Arabian|Riyadh
SDN|Sudan|Sudanese|Khartoum
SEN|Senegal|Senegalese|Dakar
SGP|Singapore|Singaporean;Singaporeans|
SLB|Solomon Islands|Solomon Islander|Honiara
SLE|Sierra Leone|Sierra Leonean;Sierra Leoneans|Freetown
SLV|El Salvador|Salvadoran;Salvadorans|San Salvador
SMR|San Marino|Sammarinese|
SOM|Somalia|Somali;Somalis|Mogadishu
SRB|Serbia|Serbian;Serb;Serbs;Serbians|Belgrade
SSD|South Sudan|South Sudanese|Juba
STP|São Tomé and Príncipe;Sao Tome and Principe|São Toméan|
SUR|Suriname;Surinam|Surinamese|Paramaribo
SVK|Slovakia|Slovak;Slovaks;Slovakian|Bratislava
SVN|Slovenia|Slovenian;Slovene;Slovenes|Ljubljana
SWE|Sweden|Swedish;Swedes|Stockholm
SWZ|Eswatini;Swaziland|Swazi|Mbabane
SYC|Seychelles|Seychellois|
SYR|Syria|Syrian;Syrians|Damascus
TCD|Chad|Chadian;Chadians|N’Djamena;N'Djamena
TGO|Togo|Togolese|Lomé
THA|Thailand|Thai;Thais|Bangkok
TJK|Tajikistan|Tajik;Tajiks|Dushanbe
TKM|Turkmenistan|Turkmen|Ashgabat
TLS|Timor-Leste;East Timor|East Timorese;Timorese|Dili
TON|Tonga|Tongan;Tongans|Nukuʻalofa;Nuku'alofa
TTO|Trinidad and Tobago|Trinidadian;Trinidadians|Port of Spain
TUN|Tunisia|Tunisian;Tunisians|Tunis
TUR|Turkey;Türkiye;Turkiye|Turkish;Turks|Ankara
TUV|Tuvalu|Tuvaluan|Funafuti
TWN|Taiwan;Republic of China|Taiwanese|Taipei
TZA|Tanzania|Tanzanian;Tanzanians|Dodoma
UGA|Uganda|Ugandan;Ugandans|Kampala
UKR|Ukraine|Ukrainian;Ukrainians|Kyiv;Kiev
URY|Uruguay|Uruguayan;Uruguayans|Montevideo
USA|United States of America;United States;USA;U.S.A.;US;U.S.;America|American;Americans|Washington;White House;Pentagon;Washington, D.C.
UZB|Uzbekistan|Uzbek;Uzbeks|Tashkent
VAT|Vatican City;Vatican;Holy See||
VCT|Saint Vincent and the Grenadines;St. Vincent and the Grenadines|Vincentian|Kingstown
VEN|Venezuela|Venezuelan;Venezuelans|Caracas
VNM|Vietnam;Viet Nam|Vietnamese|Hanoi
VUT|Vanuatu|Vanuatuan;ni-Vanuatu|Port Vila
WSM|Samoa|Samoan;Samoans|Apia
XKX|Kosovo|Kosovar;Kosovan;Kosovars|Pristina
YEM|Yemen|Yemeni;Yemenis|Sanaa;Sana’a;Sana'a
ZAF|South Africa|South African;South Africans|Pretoria
ZMB|Zambia|Zambian;Zambians|Lusaka
ZWE|Zimbabwe|Zimbabwean;Zimbabweans|Harare
`;

/** Families whose name comes first, so that the surname is the first word (Xi Jinping, Kim Jong Un). */
export const SURNAME_FIRST = new Set(["CHN", "KOR", "PRK", "TWN", "HKG", "VNM", "KHM", "HUN", "SGP"]);
