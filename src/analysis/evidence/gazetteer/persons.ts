// Persons who speak for a state. Most are found by their title in the text itself (mentions/persons.ts), not by a list;
// the list holds heads of state and government of the years 2000 to 2025 whom texts name without a title.
// Source: facts of common knowledge, written by hand. Only the full name and the name that stands alone in print.

export const TITLES =
  "president|vice president|prime minister|premier|vice premier|chancellor|king|queen|crown prince|prince|emir|sultan|ayatollah|supreme leader|paramount leader|leader|foreign minister|foreign secretary|home secretary|defence minister|defense minister|defence secretary|defense secretary|minister|secretary of state|secretary of defense|secretary|treasury secretary|secretary-general|secretary general|ambassador|envoy|special envoy|spokesman|spokeswoman|spokesperson|general|gen|admiral|adm|lieutenant general|lt gen|major general|vice admiral|field marshal|marshal|chairman|general secretary|party secretary|national security adviser|national security advisor|chief of staff|army chief|navy chief|attorney general|state councillor|state councilor|deputy foreign minister|deputy prime minister|first deputy prime minister|interior minister|finance minister|energy minister|water minister|trade minister|senator|governor|speaker|deputy|negotiator|chief negotiator|commander|colonel|col|lieutenant colonel|lt col|major|captain|brigadier general|brigadier|brig gen|maj gen|lieutenant|sergeant|press secretary|dictator|strongman|high representative|consul general|chargé d’affaires|undersecretary";

export const LEADERS = `
Xi Jinping|Xi|CHN
Hu Jintao||CHN
Li Qiang||CHN
Wang Yi||CHN
Kim Jong Un|Kim|PRK
Kim Jong-un|Kim|PRK
Kim Jong Il||PRK
Kim Yo Jong||PRK
Vladimir Putin|Putin|RUS
Sergei Lavrov|Lavrov|RUS
Sergey Lavrov|Lavrov|RUS
Sergei Shoigu|Shoigu|RUS
Dmitry Medvedev|Medvedev|RUS
Dmitry Peskov|Peskov|RUS
Joe Biden|Biden|USA
Donald Trump|Trump|USA
Barack Obama|Obama|USA
George W. Bush||USA
Antony Blinken|Blinken|USA
Lloyd Austin||USA
Jake Sullivan||USA
Marco Rubio|Rubio|USA
Pete Hegseth|Hegseth|USA
Volodymyr Zelensky|Zelensky|UKR
Volodymyr Zelenskyy|Zelenskyy|UKR
Moon Jae-in||KOR
Yoon Suk Yeol|Yoon|KOR
Yoon Suk-yeol|Yoon|KOR
Lee Jae-myung||KOR
Lee Jae Myung||KOR
Shinzo Abe|Abe|JPN
Fumio Kishida|Kishida|JPN
Shigeru Ishiba|Ishiba|JPN
Narendra Modi|Modi|IND
Benjamin Netanyahu|Netanyahu|ISR
Recep Tayyip Erdogan|Erdogan|TUR
Recep Tayyip Erdoğan|Erdoğan|TUR
Ali Khamenei|Khamenei|IRN
Ebrahim Raisi|Raisi|IRN
Masoud Pezeshkian|Pezeshkian|IRN
Mohammed bin Salman||SAU
Emmanuel Macron|Macron|FRA
Angela Merkel|Merkel|DEU
Olaf Scholz|Scholz|DEU
Keir Starmer|Starmer|GBR
Rishi Sunak|Sunak|GBR
Boris Johnson||GBR
Viktor Orban|Orban|HUN
Viktor Orbán|Orbán|HUN
Alexander Lukashenko|Lukashenko|BLR
Nicolás Maduro|Maduro|VEN
Nicolas Maduro|Maduro|VEN
Bashar al-Assad|Assad|SYR
Ferdinand Marcos Jr.|Marcos|PHL
Rodrigo Duterte|Duterte|PHL
Tsai Ing-wen|Tsai|TWN
Lai Ching-te|Lai|TWN
Abdel Fattah el-Sisi|Sisi|EGY
Abiy Ahmed|Abiy|ETH
Aleksandar Vucic|Vucic|SRB
Aleksandar Vučić|Vučić|SRB
`;
