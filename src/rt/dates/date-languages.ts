/** Words and patterns of one way in which RT spells dates; printed by scripts/rt-dates.pl. */
export interface DateSpelling {
  /** Sunday first; spellings of one day are separated by a slash. */
  readonly days: string;
  /** January first. */
  readonly months: string;
  readonly halves?: string;
  readonly dates: readonly string[];
  readonly times: readonly string[];
}

/** By RT's name of the language: RT's own format first, then that of the locale. */
export const dateLanguages: Readonly<Record<string, readonly DateSpelling[]>> = {
  ar: [
    {
      days: 'الأحد|Mon|Tue|Wed|Thu|جمع|Sat',
      months: 'يناير|Feb|Mar|إبريل|مايو|يونيو|يوليو|Aug|Sep|Oct|Nov|Dec',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{y}{mm}{HH}{dd}{L}{E}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت',
      months: 'يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر',
      halves: 'ص|م',
      dates: [
        '{E}، {d} {L} {y}',
        '{d} {L} {y}',
        '{dd}\u200f/{MM}\u200f/{y}',
        '{d}\u200f/{M}\u200f/{y}',
      ],
      times: ['{h}:{mm}:{ss} {a} {z}', '{h}:{mm}:{ss} {a}', '{h}:{mm} {a}'],
    },
  ],
  bg: [
    {
      days: 'нед|пон|вт|ср|четв|пт|сб',
      months: 'яну|фев|мар|апр|май|юни|юли|авг|сеп|окт|ное|дек',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'неделя/нд|понеделник/пн|вторник/вт|сряда/ср|четвъртък/чт|петък/пт|събота/сб',
      months:
        'януари/яну|февруари/фев|март|април/апр|май|юни|юли|август/авг|септември/сеп|октомври/окт|ноември/ное|декември/дек',
      halves: 'am|pm',
      dates: [
        '{E}, {d} {L} {y}\u202fг.',
        '{d} {L} {y}\u202fг.',
        '{d}.{MM}.{y}\u202fг.',
        '{d}.{MM}.{yy}\u202fг.',
      ],
      times: ['{H}:{mm}:{ss} ч. {z}', '{H}:{mm}:{ss} ч.', '{H}:{mm} ч.'],
    },
  ],
  ca: [
    {
      days: 'Diu|Dll|Dmt|Dmc|Dij|Div|Dis',
      months: 'Gen|Feb|Mar|Abr|Mai|Jun|Jul|Ago|Set|Oct|Nov|Des',
      dates: ['{E} {dd} {L} {y} {HH}:{mm}:{ss}', '{E} {dd} {L} {y} {HH}:{mm}', '{E} {dd} {L} {y}'],
      times: [],
    },
    {
      days: 'diumenge/dg.|dilluns/dl.|dimarts/dt.|dimecres/dc.|dijous/dj.|divendres/dv.|dissabte/ds.',
      months:
        'de gener/de gen./gener/gen.|de febrer/de febr./febrer/febr.|de març/març|d’abril/d’abr./abril/abr.|de maig/maig|de juny/juny|de juliol/de jul./juliol/jul.|d’agost/d’ag./agost/ag.|de setembre/de set./setembre/set.|d’octubre/d’oct./octubre/oct.|de novembre/de nov./novembre/nov.|de desembre/de des./desembre/des.',
      halves: 'a.\u202fm.|p.\u202fm.',
      dates: ['{E}, {d} {L} de {y}', '{d} {L} de {y}', '{d} {L} {y}', '{d}/{M}/{yy}'],
      times: ['{H}:{mm}:{ss} ({z})', '{H}:{mm}:{ss} {z}', '{H}:{mm}:{ss}', '{H}:{mm}'],
    },
  ],
  cs: [
    {
      days: 'Ne|Po|Út|St|Čt|Pá|So',
      months: 'led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|pro',
      dates: ['{E} {dd}.{L}.{y} {HH}:{mm}:{ss}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {dd}.{L}.{y}'],
      times: [],
    },
    {
      days: 'neděle/ne|pondělí/po|úterý/út|středa/st|čtvrtek/čt|pátek/pá|sobota/so',
      months:
        'ledna/led/leden|února/úno/únor|března/bře/březen|dubna/dub/duben|května/kvě/květen|června/čvn/červen|července/čvc/červenec|srpna/srp/srpen|září/zář|října/říj/říjen|listopadu/lis/listopad|prosince/pro/prosinec',
      halves: 'dop.|odp.',
      dates: ['{E} {d}. {L} {y}', '{d}. {L} {y}', '{d}. {M}. {y}', '{dd}.{MM}.{yy}'],
      times: ['{H}:{mm}:{ss}, {z}', '{H}:{mm}:{ss} {z}', '{H}:{mm}:{ss}', '{H}:{mm}'],
    },
  ],
  da: [
    {
      days: 'Søn|Man|Tir|Ons|Tor|Fre|Lør',
      months: 'Jan|Feb|Mar|Apr|Maj|Jun|Jul|Aug|Sep|Okt|Nov|Dec',
      dates: ['{L} {E} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'søndag/søn.|mandag/man.|tirsdag/tirs.|onsdag/ons.|torsdag/tors.|fredag/fre.|lørdag/lør.',
      months:
        'januar/jan.|februar/feb.|marts/mar.|april/apr.|maj|juni/jun.|juli/jul.|august/aug.|september/sep.|oktober/okt.|november/nov.|december/dec.',
      halves: 'AM|PM',
      dates: ['{E} den {d}. {L} {y}', '{d}. {L} {y}', '{dd}.{MM}.{y}'],
      times: ['{HH}.{mm}.{ss} {z}', '{HH}.{mm}.{ss}', '{HH}.{mm}'],
    },
  ],
  de: [
    {
      days: 'So|Mo|Di|Mi|Do|Fr|Sa',
      months: 'Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez',
      dates: [
        '{E} {dd}. {L} {HH}:{mm}:{ss} {y}',
        '{E} {dd}. {L} {HH}:{mm} {y}',
        '{E} {dd}. {L} {y}',
      ],
      times: [],
    },
    {
      days: 'Sonntag/So./So|Montag/Mo./Mo|Dienstag/Di./Di|Mittwoch/Mi./Mi|Donnerstag/Do./Do|Freitag/Fr./Fr|Samstag/Sa./Sa',
      months:
        'Januar/Jan./Jan|Februar/Feb./Feb|März/Mär|April/Apr./Apr|Mai|Juni/Jun|Juli/Jul|August/Aug./Aug|September/Sept./Sep|Oktober/Okt./Okt|November/Nov./Nov|Dezember/Dez./Dez',
      halves: 'AM|PM',
      dates: ['{E}, {d}. {L} {y}', '{d}. {L} {y}', '{dd}.{MM}.{y}', '{dd}.{MM}.{yy}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  el: [
    {
      days: 'Κυρ|Δευ|Τρι|Τετ|Πεμ|Παρ|Σαβ',
      months: 'Ιαν|Φεβ|Μαρ|Απρ|Μάι|Ιουν|Ιουλ|Αυγ|Σεπ|Οκτ|Νοε|Δεκ',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'Κυριακή/Κυρ|Δευτέρα/Δευ|Τρίτη/Τρί|Τετάρτη/Τετ|Πέμπτη/Πέμ|Παρασκευή/Παρ|Σάββατο/Σάβ',
      months:
        'Ιανουαρίου/Ιαν/Ιανουάριος|Φεβρουαρίου/Φεβ/Φεβρουάριος|Μαρτίου/Μαρ/Μάρτιος/Μάρ|Απριλίου/Απρ/Απρίλιος|Μαΐου/Μαΐ/Μάιος/Μάι|Ιουνίου/Ιουν/Ιούνιος/Ιούν|Ιουλίου/Ιουλ/Ιούλιος/Ιούλ|Αυγούστου/Αυγ/Αύγουστος/Αύγ|Σεπτεμβρίου/Σεπ/Σεπτέμβριος|Οκτωβρίου/Οκτ/Οκτώβριος|Νοεμβρίου/Νοε/Νοέμβριος/Νοέ|Δεκεμβρίου/Δεκ/Δεκέμβριος',
      halves: 'π.μ.|μ.μ.',
      dates: ['{E} {d} {L} {y}', '{d} {L} {y}', '{d}/{M}/{yy}'],
      times: ['{h}:{mm}:{ss}\u202f{a} {z}', '{h}:{mm}:{ss}\u202f{a}', '{h}:{mm}\u202f{a}'],
    },
  ],
  en: [
    {
      days: 'Sun|Mon|Tue|Wed|Thu|Fri|Sat',
      months: 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'Sunday/Sun|Monday/Mon|Tuesday/Tue|Wednesday/Wed|Thursday/Thu|Friday/Fri|Saturday/Sat',
      months:
        'January/Jan|February/Feb|March/Mar|April/Apr|May|June/Jun|July/Jul|August/Aug|September/Sep|October/Oct|November/Nov|December/Dec',
      halves: 'AM|PM',
      dates: ['{E}, {L} {d}, {y}', '{L} {d}, {y}', '{M}/{d}/{yy}'],
      times: ['{h}:{mm}:{ss}\u202f{a} {z}', '{h}:{mm}:{ss}\u202f{a}', '{h}:{mm}\u202f{a}'],
    },
  ],
  en_GB: [
    {
      days: 'Sun|Mon|Tue|Wed|Thu|Fri|Sat',
      months: 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'Sunday/Sun|Monday/Mon|Tuesday/Tue|Wednesday/Wed|Thursday/Thu|Friday/Fri|Saturday/Sat',
      months:
        'January/Jan|February/Feb|March/Mar|April/Apr|May|June/Jun|July/Jul|August/Aug|September/Sept|October/Oct|November/Nov|December/Dec',
      halves: 'am|pm',
      dates: ['{E}, {d} {L} {y}', '{d} {L} {y}', '{dd}/{MM}/{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  es: [
    {
      days: 'Dom|Lun|Mar|Mié|Jue|Vie|Sáb',
      months: 'Ene|feb|Mar|Abr|May|Jun|Jul|Ago|Set|Oct|Nov|Dic',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'domingo/dom|lunes/lun|martes/mar|miércoles/mié|jueves/jue|viernes/vie|sábado/sáb',
      months:
        'enero/ene|febrero/feb|marzo/mar|abril/abr|mayo/may|junio/jun|julio/jul|agosto/ago|septiembre/sept|octubre/oct|noviembre/nov|diciembre/dic',
      halves: 'a.\u202fm.|p.\u202fm.',
      dates: ['{E}, {d} de {L} de {y}', '{d} de {L} de {y}', '{d} {L} {y}', '{d}/{M}/{yy}'],
      times: ['{H}:{mm}:{ss} ({z})', '{H}:{mm}:{ss} {z}', '{H}:{mm}:{ss}', '{H}:{mm}'],
    },
  ],
  et: [
    {
      days: 'Sun|E|Tue|Kol|Thu|Reede|Laup',
      months: 'jaan|veebr|märts|Apr|Mai|juuni|juuli|Aug|sept|okt|nov|dets',
      dates: ['{E} {dd}.{L} {y} {HH}:{mm}:{ss}', '{E} {dd} {L} {y} {HH}:{mm}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'pühapäev/P|esmaspäev/E|teisipäev/T|kolmapäev/K|neljapäev/N|reede/R|laupäev/L',
      months:
        'jaanuar/jaan|veebruar/veebr|märts|aprill/apr|mai|juuni|juuli|august/aug|september/sept|oktoober/okt|november/nov|detsember/dets',
      halves: 'AM|PM',
      dates: ['{E}, {d}. {L} {y}', '{d}. {L} {y}', '{dd}.{MM}.{yy}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  eu: [
    {
      days: 'Ig.|Al.|Ar.|Az.|Og.|Ol.|Lr.',
      months: 'Urt|Ots|Mar|Api|Mai|Eka|Uzt|Abu|Ira|Urr|Aza|Abe',
      dates: [
        '{E}, {y}(e)ko {L}ren {dd}a {HH}:{mm}:{ss}',
        '{E}, {y}(e)ko {L}ren {dd}a {HH}:{mm}',
        '{E}, {y}(e)ko {L}ren {dd}a',
      ],
      times: [],
    },
    {
      days: 'igandea/ig.|astelehena/al.|asteartea/ar.|asteazkena/az.|osteguna/og.|ostirala/or.|larunbata/lr.',
      months:
        'urtarrila/urt.|otsaila/ots.|martxoa/mar.|apirila/api.|maiatza/mai.|ekaina/eka.|uztaila/uzt.|abuztua/abu.|iraila/ira.|urria/urr.|azaroa/aza.|abendua/abe.',
      halves: 'AM|PM',
      dates: [
        '{y}(e)ko {L}ren {d}(a), {E}',
        '{y}(e)ko {L}ren {d}(a)',
        '{y}(e)ko {L} {d}(a)',
        '{yy}/{M}/{d}',
      ],
      times: ['{HH}:{mm}:{ss} ({z})', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  fa: [
    {
      days: 'یکشنبه|دوشنبه|سه شنبه|چهارشنبه|پنجشنبه|جمعه|شنبه',
      months: 'Jan|Feb|Mar|آوریل|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'یکشنبه|دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|جمعه|شنبه',
      months:
        'ژانویهٔ/ژانویه|فوریهٔ/فوریه|مارس|آوریل|مهٔ/مه|ژوئن|ژوئیهٔ/ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر',
      halves: 'ق.ظ.|ب.ظ.',
      dates: ['{E} {d} {L} {y}', '{d} {L} {y}', '{y}/{M}/{d}'],
      times: ['{H}:{mm}:{ss} ({z})', '{H}:{mm}:{ss}', '{H}:{mm}'],
    },
  ],
  fi: [
    {
      days: 'su|ma|ti|ke|to|pe|la',
      months: '1.|2.|3.|4.|5.|6.|7.|8.|9.|10.|11.|12.',
      dates: ['{E} {dd}.{L} {y} {HH}:{mm}:{ss}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'sunnuntaina/su/sunnuntai|maanantaina/ma/maanantai|tiistaina/ti/tiistai|keskiviikkona/ke/keskiviikko|torstaina/to/torstai|perjantaina/pe/perjantai|lauantaina/la/lauantai',
      months:
        'tammikuuta/tammik./tammikuu/tammi|helmikuuta/helmik./helmikuu/helmi|maaliskuuta/maalisk./maaliskuu/maalis|huhtikuuta/huhtik./huhtikuu/huhti|toukokuuta/toukok./toukokuu/touko|kesäkuuta/kesäk./kesäkuu/kesä|heinäkuuta/heinäk./heinäkuu/heinä|elokuuta/elok./elokuu/elo|syyskuuta/syysk./syyskuu/syys|lokakuuta/lokak./lokakuu/loka|marraskuuta/marrask./marraskuu/marras|joulukuuta/jouluk./joulukuu/joulu',
      halves: 'ap.|ip.',
      dates: ['{E} {d}. {L} {y}', '{d}. {L} {y}', '{d}.{M}.{y}'],
      times: ['{H}.{mm}.{ss} {z}', '{H}.{mm}.{ss}', '{H}.{mm}'],
    },
  ],
  fr: [
    {
      days: 'Dim|Lun|Mar|Mer|Jeu|Ven|Sam',
      months: 'Jan|Fév|Mar|Avr|Mai|Juin|Jui|Aoû|Sep|Oct|Nov|Déc',
      dates: ['{E} {dd} {L} {y} {HH}:{mm}:{ss}', '{E} {dd} {L} {HH}:{mm} {y}', '{E} {dd} {L} {y}'],
      times: [],
    },
    {
      days: 'dimanche/dim.|lundi/lun.|mardi/mar.|mercredi/mer.|jeudi/jeu.|vendredi/ven.|samedi/sam.',
      months:
        'janvier/janv.|février/févr.|mars|avril/avr.|mai|juin|juillet/juil.|août|septembre/sept.|octobre/oct.|novembre/nov.|décembre/déc.',
      halves: 'AM|PM',
      dates: ['{E} {d} {L} {y}', '{d} {L} {y}', '{dd}/{MM}/{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  hr: [
    {
      days: 'Ned|Pon|Uto|Sri|Čet|Pet|Sub',
      months: 'Sij|Velj|Ožu|Tra|Svibanj|Lip|Srp|Kol|Ruj|Lis|Stu|Pro',
      dates: [
        '{E} {dd}. {L} {y}, {HH}:{mm}:{ss}',
        '{E} {L} {dd} {HH}:{mm} {y}',
        '{E} {L} {dd} {y}',
      ],
      times: [],
    },
    {
      days: 'nedjelja/ned|ponedjeljak/pon|utorak/uto|srijeda/sri|četvrtak/čet|petak/pet|subota/sub',
      months:
        'siječnja/sij/siječanj|veljače/velj/veljača|ožujka/ožu/ožujak|travnja/tra/travanj|svibnja/svi/svibanj|lipnja/lip/lipanj|srpnja/srp/srpanj|kolovoza/kol/kolovoz|rujna/ruj/rujan|listopada/lis/listopad|studenoga/stu/studeni|prosinca/pro/prosinac',
      halves: 'AM|PM',
      dates: ['{E}, {d}. {L} {y}.', '{d}. {L} {y}.', '{dd}. {MM}. {y}.'],
      times: ['{HH}:{mm}:{ss} ({z})', '{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  hu: [
    {
      days: 'V|H|K|Sze|Cs|P|Szo',
      months: 'Jan|Feb|Márc|Ápr|Máj|Jún|Júl|Aug|Szept|Okt|Nov|Dec',
      dates: [
        '{y}. {L} {dd}. ({E}) {HH}:{mm}:{ss}',
        '{y} {L} {dd} {E} {HH}:{mm}',
        '{y} {L} {dd} {E}',
      ],
      times: [],
    },
    {
      days: 'vasárnap/V|hétfő/H|kedd/K|szerda/Sze|csütörtök/Cs|péntek/P|szombat/Szo',
      months:
        'január/jan.|február/febr.|március/márc.|április/ápr.|május/máj.|június/jún.|július/júl.|augusztus/aug.|szeptember/szept.|október/okt.|november/nov.|december/dec.',
      halves: 'de.|du.',
      dates: ['{y}. {L} {d}., {E}', '{y}. {L} {d}.', '{y}. {MM}. {dd}.'],
      times: ['{H}:{mm}:{ss} {z}', '{H}:{mm}:{ss}', '{H}:{mm}'],
    },
  ],
  id: [
    {
      days: 'Sun|Mon|Tue|Wed|Thu|Fri|Sat',
      months: 'Jan|Feb|Mar|Apr|May|Jun|Jul|Ags|Sep|Oct|Nov|Dec',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'Minggu/Min|Senin/Sen|Selasa/Sel|Rabu/Rab|Kamis/Kam|Jumat/Jum|Sabtu/Sab',
      months:
        'Januari/Jan|Februari/Feb|Maret/Mar|April/Apr|Mei|Juni/Jun|Juli/Jul|Agustus/Agu|September/Sep|Oktober/Okt|November/Nov|Desember/Des',
      halves: 'AM|PM',
      dates: ['{E}, {dd} {L} {y}', '{d} {L} {y}', '{dd}/{MM}/{yy}'],
      times: ['{HH}.{mm}.{ss} {z}', '{HH}.{mm}.{ss}', '{HH}.{mm}'],
    },
  ],
  is: [
    {
      days: 'sun|mán|þri|mið|fim|fös|lau',
      months: 'jan|feb|mar|apr.|maí|jún|júl|ágú|sep|okt|nóv|des',
      dates: [
        '{E} {dd}. {L} {HH}:{mm}:{ss} {y}',
        '{E} {dd}. {L} {HH}:{mm} {y}',
        '{E} {dd}. {L} {y}',
      ],
      times: [],
    },
    {
      days: 'sunnudagur/sun.|mánudagur/mán.|þriðjudagur/þri.|miðvikudagur/mið.|fimmtudagur/fim.|föstudagur/fös.|laugardagur/lau.',
      months:
        'janúar/jan.|febrúar/feb.|mars/mar.|apríl/apr.|maí|júní/jún.|júlí/júl.|ágúst/ágú.|september/sep.|október/okt.|nóvember/nóv.|desember/des.',
      halves: 'f.h.|e.h.',
      dates: ['{E}, {d}. {L} {y}', '{d}. {L} {y}', '{d}.{M}.{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  it: [
    {
      days: 'Dom|Lun|Mar|Mer|Gio|Ven|Sab',
      months: 'Gen|Feb|Mar|Apr|Maggio|Giu|Lug|Ago|Set|Ott|Nov|Dic',
      dates: [
        '{E} {dd} {L} {y} {HH}:{mm}:{ss}',
        '{HH}:{mm} del {E} {dd} {L} {y}',
        '{E} {L} {dd} {y}',
      ],
      times: [],
    },
    {
      days: 'domenica/dom|lunedì/lun|martedì/mar|mercoledì/mer|giovedì/gio|venerdì/ven|sabato/sab',
      months:
        'gennaio/gen|febbraio/feb|marzo/mar|aprile/apr|maggio/mag|giugno/giu|luglio/lug|agosto/ago|settembre/set|ottobre/ott|novembre/nov|dicembre/dic',
      halves: 'AM|PM',
      dates: ['{E} {d} {L} {y}', '{d} {L} {y}', '{dd}/{MM}/{yy}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  ja: [
    {
      days: '日曜日|月曜日|火曜日|水曜日|木曜日|金曜日|土曜日',
      months: '1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月',
      dates: ['{y}-{L}-{dd} {E} {HH}:{mm}:{ss}', '{y}-{L}-{dd} {E} {HH}:{mm}', '{y}-{L}-{dd} {E}'],
      times: [],
    },
    {
      days: '日曜日/日|月曜日/月|火曜日/火|水曜日/水|木曜日/木|金曜日/金|土曜日/土',
      months: '1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月',
      halves: '午前|午後',
      dates: ['{y}年{M}月{d}日{E}', '{y}年{M}月{d}日', '{y}/{MM}/{dd}'],
      times: ['{H}時{mm}分{ss}秒 {z}', '{H}:{mm}:{ss} {z}', '{H}:{mm}:{ss}', '{H}:{mm}'],
    },
  ],
  lt: [
    {
      days: 'Sek|Pir|Ant|Tre|Ket|Pen|Šeš',
      months: 'Sau|Vas|Kov|Bal|Gegužė|Bir|Lie|Rgp|Rgs|Spa|Lap|Grd',
      dates: ['{E} {y}.{L}.{dd} {HH}:{mm}:{ss}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {y}.{L}.{dd}'],
      times: [],
    },
    {
      days: 'sekmadienis/sk|pirmadienis/pr|antradienis/an|trečiadienis/tr|ketvirtadienis/kt|penktadienis/pn|šeštadienis/št',
      months:
        'sausio/saus./sausis|vasario/vas./vasaris|kovo/kov./kovas|balandžio/bal./balandis|gegužės/geg./gegužė|birželio/birž./birželis|liepos/liep./liepa|rugpjūčio/rugp./rugpjūtis|rugsėjo/rugs./rugsėjis|spalio/spal./spalis|lapkričio/lapkr./lapkritis|gruodžio/gruod./gruodis',
      halves: 'priešpiet|popiet',
      dates: ['{y} m. {L} {d} d., {E}', '{y} m. {L} {d} d.', '{y}-{MM}-{dd}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  lv: [
    {
      days: 'Svētd.|Pirmd.|Otrd.|Trešd.|Ceturtd.|Piektd.|Sestd.',
      months: 'Jan|Feb|Mar|Apr|Maijs|Jūn|Jūl|Aug|Sep|Okt.|Nov|Dec',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'svētdiena/svētd./Svētdiena/Svētd.|pirmdiena/pirmd./Pirmdiena/Pirmd.|otrdiena/otrd./Otrdiena/Otrd.|trešdiena/trešd./Trešdiena/Trešd.|ceturtdiena/ceturtd./Ceturtdiena/Ceturtd.|piektdiena/piektd./Piektdiena/Piektd.|sestdiena/sestd./Sestdiena/Sestd.',
      months:
        'janvāris/janv.|februāris/febr.|marts|aprīlis/apr.|maijs|jūnijs/jūn.|jūlijs/jūl.|augusts/aug.|septembris/sept.|oktobris/okt.|novembris/nov.|decembris/dec.',
      halves: 'priekšp.|pēcp.',
      dates: ['{E}, {y}. gada {d}. {L}', '{y}. gada {d}. {L}', '{dd}.{MM}.{yy}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  nb: [
    {
      days: 'sø.|ma.|ti.|on.|to.|fr.|lø.',
      months: 'jan.|feb.|mars|april|mai|juni|juli|aug.|sep.|okt.|nov.|des.',
      dates: [
        '{E} {dd}. {L} {y} {HH}.{mm}.{ss}',
        '{E} {dd}. {L} {y} {HH}.{mm}',
        '{E} {dd}. {L} {y}',
      ],
      times: [],
    },
    {
      days: 'søndag/søn.|mandag/man.|tirsdag/tir.|onsdag/ons.|torsdag/tor.|fredag/fre.|lørdag/lør.',
      months:
        'januar/jan./jan|februar/feb./feb|mars/mar./mar|april/apr./apr|mai|juni/jun./jun|juli/jul./jul|august/aug./aug|september/sep./sep|oktober/okt./okt|november/nov./nov|desember/des./des',
      halves: 'a.m.|p.m.',
      dates: ['{E} {d}. {L} {y}', '{d}. {L} {y}', '{dd}.{MM}.{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  nl: [
    {
      days: 'zo|ma|di|wo|do|vr|za',
      months: 'Jan|Feb|Mar|Apr|Mei|Jun|Jul|Aug|Sep|Oct|Nov|Dec',
      dates: ['{E} {dd} {L} {y} {HH}:{mm}:{ss}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {dd} {L} {y}'],
      times: [],
    },
    {
      days: 'zondag/zo|maandag/ma|dinsdag/di|woensdag/wo|donderdag/do|vrijdag/vr|zaterdag/za',
      months:
        'januari/jan|februari/feb|maart/mrt|april/apr|mei|juni/jun|juli/jul|augustus/aug|september/sep|oktober/okt|november/nov|december/dec',
      halves: 'a.m.|p.m.',
      dates: ['{E} {d} {L} {y}', '{d} {L} {y}', '{dd}-{MM}-{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  nn: [
    {
      days: 'su.|må.|ty.|on.|to.|fr.|la.',
      months: 'jan.|feb.|mars|april|mai|juni|juli|aug.|sep.|okt.|nov.|des.',
      dates: [
        '{E} {dd}. {L} {y} {HH}.{mm}.{ss}',
        '{E} {dd}. {L} {y} {HH}.{mm}',
        '{E} {dd}. {L} {y}',
      ],
      times: [],
    },
    {
      days: 'søndag/sø./søn|måndag/må./mån|tysdag/ty./tys|onsdag/on./ons|torsdag/to./tor|fredag/fr./fre|laurdag/la./lau',
      months:
        'januar/jan./jan|februar/feb./feb|mars/mar|april/apr./apr|mai|juni/jun|juli/jul|august/aug./aug|september/sep./sep|oktober/okt./okt|november/nov./nov|desember/des./des',
      halves: 'f.m.|e.m.',
      dates: ['{E} {d}. {L} {y}', '{d}. {L} {y}', '{dd}.{MM}.{y}'],
      times: ['kl. {HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  pl: [
    {
      days: 'Nd|Pon|Wt|Śr|Czw|Pt|Sob',
      months: 'Sty|Lut|Mar|Kwi|Maj|Cze|Lip|Sie|Wrz|Paź|Lis|Gru',
      dates: ['{E} {dd} {L} {y}, {HH}:{mm}:{ss}', '{E} {dd} {L} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'niedziela/niedz.|poniedziałek/pon.|wtorek/wt.|środa/śr.|czwartek/czw.|piątek/pt.|sobota/sob.',
      months:
        'stycznia/sty/styczeń|lutego/lut/luty|marca/mar/marzec|kwietnia/kwi/kwiecień|maja/maj|czerwca/cze/czerwiec|lipca/lip/lipiec|sierpnia/sie/sierpień|września/wrz/wrzesień|października/paź/październik|listopada/lis/listopad|grudnia/gru/grudzień',
      halves: 'AM|PM',
      dates: ['{E}, {d} {L} {y}', '{d} {L} {y}', '{d}.{MM}.{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  pt: [
    {
      days: 'Dom.|Seg|Ter.|Qua.|Qui.|Sex|Sáb',
      months: 'Jan|Fev|Mar|Abr|Maio|Jun|Jul|Ago|Set|Oct|Nov|Dez',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'domingo/dom.|segunda-feira/seg.|terça-feira/ter.|quarta-feira/qua.|quinta-feira/qui.|sexta-feira/sex.|sábado/sáb.',
      months:
        'janeiro/jan.|fevereiro/fev.|março/mar.|abril/abr.|maio/mai.|junho/jun.|julho/jul.|agosto/ago.|setembro/set.|outubro/out.|novembro/nov.|dezembro/dez.',
      halves: 'AM|PM',
      dates: ['{E}, {d} de {L} de {y}', '{d} de {L} de {y}', '{dd}/{MM}/{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  pt_BR: [
    {
      days: 'Dom|Seg|Ter|Qua|Qui|Sex|Sab',
      months: 'Jan|Fev|Mar|Abr|Maio|Jun|Jul|Ago|Set|Out|Nov|Dez',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'domingo/dom.|segunda-feira/seg.|terça-feira/ter.|quarta-feira/qua.|quinta-feira/qui.|sexta-feira/sex.|sábado/sáb.',
      months:
        'janeiro/jan.|fevereiro/fev.|março/mar.|abril/abr.|maio/mai.|junho/jun.|julho/jul.|agosto/ago.|setembro/set.|outubro/out.|novembro/nov.|dezembro/dez.',
      halves: 'AM|PM',
      dates: ['{E}, {d} de {L} de {y}', '{d} de {L} de {y}', '{dd}/{MM}/{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  pt_PT: [
    {
      days: 'Sun|Mon|Tue|Wed|Thu|Sex|Sat',
      months: 'Jan|Fev|Mar|Abr|May|Jun|Jul|Ago|Sep|Oct|Nov|Dez',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'domingo|segunda-feira/segunda|terça-feira/terça|quarta-feira/quarta|quinta-feira/quinta|sexta-feira/sexta|sábado',
      months:
        'janeiro/jan.|fevereiro/fev.|março/mar.|abril/abr.|maio/mai.|junho/jun.|julho/jul.|agosto/ago.|setembro/set.|outubro/out.|novembro/nov.|dezembro/dez.',
      halves: 'a.m.|p.m.',
      dates: ['{E}, {d} de {L} de {y}', '{d} de {L} de {y}', '{dd}/{MM}/{y}', '{dd}/{MM}/{yy}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  ro: [
    {
      days: 'Sun|Mon|Tue|Wed|Thu|Fri|Sat',
      months: 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'duminică/dum.|luni/lun.|marți/mar.|miercuri/mie.|joi|vineri/vin.|sâmbătă/sâm.',
      months:
        'ianuarie/ian.|februarie/feb.|martie/mar.|aprilie/apr.|mai|iunie/iun.|iulie/iul.|august/aug.|septembrie/sept.|octombrie/oct.|noiembrie/nov.|decembrie/dec.',
      halves: 'a.m.|p.m.',
      dates: ['{E}, {d} {L} {y}', '{d} {L} {y}', '{dd}.{MM}.{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  ru: [
    {
      days: 'Вск|Пнд|Втр|Срд|Чтв|Птн|Суб',
      months: 'Янв|Фев|Мар|Апр|Май|Июн|Июл|Авг|Сен|Окт|Ноя|Дек',
      dates: ['{E} {dd} {L} {y} {HH}:{mm}:{ss}', '{E} {dd} {L} {y} {HH}:{mm}', '{E} {dd} {L} {y}'],
      times: [],
    },
    {
      days: 'воскресенье/вс|понедельник/пн|вторник/вт|среда/ср|четверг/чт|пятница/пт|суббота/сб',
      months:
        'января/янв./январь|февраля/февр./февраль|марта/мар./март|апреля/апр./апрель|мая/май|июня/июн./июнь|июля/июл./июль|августа/авг./август|сентября/сент./сентябрь|октября/окт./октябрь|ноября/нояб./ноябрь|декабря/дек./декабрь',
      halves: 'AM|PM',
      dates: ['{E}, {d} {L} {y}\u202fг.', '{d} {L} {y}\u202fг.', '{dd}.{MM}.{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  sk: [
    {
      days: 'Ned|Pon|Uto|Str|Štv|Pia|Sob',
      months: 'Jan|Feb|mar|Apr|Máj|Jún|Júl|Aug|Sep|Okt|Nov|Dec',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm}:{y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'nedeľa/ne|pondelok/po|utorok/ut|streda/st|štvrtok/št|piatok/pi|sobota/so',
      months:
        'januára/jan/január|februára/feb/február|marca/mar/marec|apríla/apr/apríl|mája/máj|júna/jún|júla/júl|augusta/aug/august|septembra/sep/september|októbra/okt/október|novembra/nov/november|decembra/dec/december',
      halves: 'AM|PM',
      dates: ['{E} {d}. {L} {y}', '{d}. {L} {y}', '{d}. {M}. {y}'],
      times: ['{H}:{mm}:{ss} {z}', '{H}:{mm}:{ss}', '{H}:{mm}'],
    },
  ],
  sl: [
    {
      days: 'Ned|Pon|Tor|Sre|Čet|Pet|Sob',
      months: 'Jan|Feb|Mar|Apr|Maj|Jun|Jul|Avg|Sep|Okt|Nov|Dec',
      dates: ['{E} {dd} {L} {y} {HH}:{mm}:{ss}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'nedelja/ned.|ponedeljek/pon.|torek/tor.|sreda/sre.|četrtek/čet.|petek/pet.|sobota/sob.',
      months:
        'januar/jan.|februar/feb.|marec/mar.|april/apr.|maj|junij/jun.|julij/jul.|avgust/avg.|september/sep.|oktober/okt.|november/nov.|december/dec.',
      halves: 'dop.|pop.',
      dates: ['{E}, {d}. {L} {y}', '{d}. {L} {y}', '{d}. {MM}. {yy}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  sr: [
    {
      days: 'Нед|Пон|Уто|Сре|Чет|Пет|Суб',
      months: 'Јан|Феб|Мар|Апр|Maj|Јун|Јул|Авг|Сеп|Окт|Нов|Дец',
      dates: ['{E} {L} {dd} {HH}:{mm}:{ss} {y}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'недеља/нед|понедељак/пон|уторак/уто|среда/сре|четвртак/чет|петак/пет|субота/суб',
      months:
        'јануар/јан|фебруар/феб|март/мар|април/апр|мај|јун|јул|август/авг|септембар/сеп|октобар/окт|новембар/нов|децембар/дец',
      halves: 'AM|PM',
      dates: ['{E}, {d}. {L} {y}.', '{d}. {L} {y}.', '{d}. {M}. {y}.', '{d}.{M}.{yy}.'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  sv: [
    {
      days: 'sön|mån|tis|Ons|tor|Fre|lör',
      months: 'Jan|Feb|mar|apr|maj|Jun|Jul|aug|sep|okt|nov|Dec',
      dates: [
        '{E}, {dd} {L} {y} kl. {HH}.{mm}.{ss}',
        '{E} {dd} {L} {y} {HH}.{mm}',
        '{E}, {dd} {L} {y}',
      ],
      times: [],
    },
    {
      days: 'söndag/sön|måndag/mån|tisdag/tis|onsdag/ons|torsdag/tors|fredag/fre|lördag/lör',
      months:
        'januari/jan.|februari/feb.|mars|april/apr.|maj|juni|juli|augusti/aug.|september/sep.|oktober/okt.|november/nov.|december/dec.',
      halves: 'fm|em',
      dates: ['{E} {d} {L} {y}', '{d} {L} {y}', '{y}-{MM}-{dd}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  tr: [
    {
      days: 'Pzr|Pts|Sal|Çrş|Prş|Cum|Cts',
      months: 'Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara',
      dates: ['{dd} {L} {y} {E}, {HH}:{mm}:{ss}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: 'Pazar/Paz|Pazartesi/Pzt|Salı/Sal|Çarşamba/Çar|Perşembe/Per|Cuma/Cum|Cumartesi/Cmt',
      months:
        'Ocak/Oca|Şubat/Şub|Mart/Mar|Nisan/Nis|Mayıs/May|Haziran/Haz|Temmuz/Tem|Ağustos/Ağu|Eylül/Eyl|Ekim/Eki|Kasım/Kas|Aralık/Ara',
      halves: 'ÖÖ|ÖS',
      dates: ['{d} {L} {y} {E}', '{d} {L} {y}', '{d}.{MM}.{y}'],
      times: ['{HH}:{mm}:{ss} {z}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  zh_CN: [
    {
      days: '星期日|星期一|星期二|星期三|星期四|星期五|星期六',
      months: '一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月',
      dates: ['{y}-{L}-{dd} {HH}:{mm}:{ss} {E}', '{E} {L} {dd} {HH}:{mm} {y}', '{y}-{L}-{dd} {E}'],
      times: [],
    },
    {
      days: '星期日/周日|星期一/周一|星期二/周二|星期三/周三|星期四/周四|星期五/周五|星期六/周六',
      months:
        '一月/1月|二月/2月|三月/3月|四月/4月|五月/5月|六月/6月|七月/7月|八月/8月|九月/9月|十月/10月|十一月/11月|十二月/12月',
      halves: '上午|下午',
      dates: ['{y}年{M}月{d}日{E}', '{y}年{M}月{d}日', '{y}/{M}/{d}'],
      times: ['{z} {HH}:{mm}:{ss}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
  zh_TW: [
    {
      days: '星期日|星期一|星期二|星期三|星期四|星期五|星期六',
      months: '一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月',
      dates: ['{y}-{L}-{dd} {HH}:{mm}:{ss} {E}', '{E} {L} {dd} {HH}:{mm} {y}', '{E} {L} {dd} {y}'],
      times: [],
    },
    {
      days: '星期日/周日|星期一/周一|星期二/周二|星期三/周三|星期四/周四|星期五/周五|星期六/周六',
      months:
        '一月/1月|二月/2月|三月/3月|四月/4月|五月/5月|六月/6月|七月/7月|八月/8月|九月/9月|十月/10月|十一月/11月|十二月/12月',
      halves: '上午|下午',
      dates: ['{y}年{M}月{d}日{E}', '{y}年{M}月{d}日', '{y}/{M}/{d}'],
      times: ['{z} {HH}:{mm}:{ss}', '{HH}:{mm}:{ss}', '{HH}:{mm}'],
    },
  ],
};
