"""Languages told apart, and texts too short to tell."""

from __future__ import annotations

import pytest

from extractors.language import Orthography, detect_language
from extractors.lexicon import load

PARAGRAPHS = [
    (
        "en",
        "The Ministers of the five lake towns met on Thursday to discuss the safety of ferries. They "
        "agreed to open a joint office by the end of the year and thanked the hosts for their "
        "hospitality.",
    ),
    (
        "ru",
        "Министры пяти озёрных городов встретились в четверг, чтобы обсудить безопасность паромов. Они "
        "договорились открыть совместное бюро до конца года и поблагодарили хозяев за гостеприимство.",
    ),
    (
        "fr",
        "Les ministres des cinq villes du lac se sont réunis jeudi pour examiner la sécurité des "
        "ferries. Ils sont convenus d'ouvrir un bureau commun avant la fin de l'année et ont remercié "
        "leurs hôtes de leur accueil.",
    ),
    (
        "es",
        "Los ministros de las cinco ciudades del lago se reunieron el jueves para examinar la seguridad "
        "de los transbordadores. Acordaron abrir una oficina conjunta antes de fin de año y agradecieron "
        "a los anfitriones su hospitalidad.",
    ),
    (
        "de",
        "Die Minister der fünf Seestädte trafen sich am Donnerstag, um über die Sicherheit der Fähren zu "
        "beraten. Sie vereinbarten, bis Ende des Jahres ein gemeinsames Büro zu eröffnen, und dankten "
        "den Gastgebern für die Aufnahme.",
    ),
    (
        "ar",
        "اجتمع وزراء مدن البحيرة الخمس يوم الخميس لبحث سلامة العبّارات. واتفقوا على فتح مكتب مشترك قبل "
        "نهاية السنة وشكروا المضيفين على حسن الضيافة.",
    ),
    (
        "zh",
        "五个湖滨城市的部长于星期四举行会议，讨论渡轮的安全问题。他们同意在年底前设立一个联合办事处，并感谢东道主的热情款待。",
    ),
    (
        "kk",
        "Бес көл қаласының министрлері бейсенбі күні паромдардың қауіпсіздігін талқылау үшін бас қосты. "
        "Олар жыл соңына дейін бірлескен бюро ашуға келісіп, қонақжайлылығы үшін қабылдаушы тарапқа "
        "алғыс айтты.",
    ),
    (
        "kk",
        "Bes kól qalasynyń ministrleri beısenbi kúni paromdardyń qaýipsizdigin talqylaý úshin bas qosty. "
        "Olar jyl sońyna deıin birlesken búro ashýǵa kelisip, qonaqjaılylyǵy úshin qabyldaýshy tarapqa "
        "alǵys aıtty.",
    ),
    (
        "uz",
        "Besh ko‘l shahrining vazirlari payshanba kuni paromlar xavfsizligini muhokama qilish uchun "
        "uchrashdilar. Ular yil oxirigacha qo‘shma byuro ochishga kelishib oldilar va mezbonlarga "
        "mehmondo‘stlik uchun minnatdorlik bildirdilar.",
    ),
    (
        "uz",
        "Беш кўл шаҳрининг вазирлари пайшанба куни паромлар хавфсизлигини муҳокама қилиш учун "
        "учрашдилар. Улар йил охиригача қўшма бюро очишга келишиб олдилар ва мезбонларга меҳмондўстлик "
        "учун миннатдорлик билдирдилар.",
    ),
    (
        "ky",
        "Беш көл шаарынын министрлери бейшемби күнү паромдордун коопсуздугун талкуулоо үчүн жолугушту. "
        "Алар жылдын аягына чейин биргелешкен бюро ачууга макулдашып, кабыл алуучу тарапка меймандостугу "
        "үчүн ыраазычылык билдиришти.",
    ),
    (
        "tg",
        "Вазирони панҷ шаҳри кӯл рӯзи панҷшанбе барои баррасии бехатарии паромҳо мулоқот карданд. Онҳо "
        "мувофиқа карданд, ки то охири сол дафтари муштарак кушоянд ва ба мизбонон барои меҳмондорӣ "
        "сипос гуфтанд.",
    ),
    (
        "tk",
        "Bäş köl şäheriniň ministrleri penşenbe güni paromlaryň howpsuzlygyny ara alyp maslahatlaşmak "
        "üçin duşuşdylar. Olar ýylyň ahyryna çenli bilelikdäki edarany açmak barada ylalaşdylar we "
        "myhmansöýerligi üçin kabul edýän tarapa minnetdarlyk bildirdiler.",
    ),
    (
        "tr",
        "Beş göl kentinin bakanları perşembe günü feribotların güvenliğini görüşmek üzere bir araya "
        "geldi. Yıl sonuna kadar ortak bir büro açma konusunda anlaştılar ve ev sahiplerine "
        "konukseverlikleri için teşekkür ettiler.",
    ),
    (
        "fa",
        "وزیران پنج شهر کنار دریاچه روز پنجشنبه برای گفت‌وگو دربارهٔ ایمنی کشتی‌های مسافربری دیدار "
        "کردند. آنان توافق کردند که تا پایان سال دفتری مشترک بگشایند و از میزبانان برای مهمان‌نوازی‌شان "
        "سپاسگزاری کردند.",
    ),
    (
        "ps",
        "د جهیل د پنځو ښارونو وزیرانو د پنجشنبې په ورځ د کښتیو د خوندیتوب په اړه خبرې وکړې. هغوی هوکړه "
        "وکړه چې د کال تر پایه پورې یو ګډ دفتر پرانیزي او له کوربه څخه یې د مېلمه‌پالنې مننه وکړه.",
    ),
    (
        "az",
        "Beş göl şəhərinin nazirləri cümə axşamı bərələrin təhlükəsizliyini müzakirə etmək üçün "
        "görüşdülər. Onlar ilin sonuna qədər birgə büro açmaq barədə razılığa gəldilər və "
        "qonaqpərvərliyə görə ev sahiblərinə təşəkkür etdilər.",
    ),
    (
        "mn",
        "Нуурын таван хотын сайд нар пүрэв гарагт гатлага онгоцны аюулгүй байдлыг хэлэлцэхээр уулзав. "
        "Тэд оны эцэс гэхэд хамтарсан товчоо нээхээр тохиролцож, зочломтгой хүлээн авсанд талархал "
        "илэрхийлэв.",
    ),
    (
        "uk",
        "Міністри п'яти озерних міст зустрілися в четвер, щоб обговорити безпеку поромів. Вони "
        "домовилися відкрити спільне бюро до кінця року та подякували господарям за гостинність.",
    ),
    (
        "hi",
        "झील के पाँच नगरों के मंत्री गुरुवार को नौकाओं की सुरक्षा पर चर्चा करने के लिए मिले। उन्होंने "
        "वर्ष के अंत तक एक संयुक्त कार्यालय खोलने पर सहमति व्यक्त की और मेज़बानों को धन्यवाद दिया।",
    ),
    (
        "ur",
        "جھیل کے پانچ شہروں کے وزراء نے جمعرات کو کشتیوں کی حفاظت پر بات چیت کے لیے ملاقات کی۔ انہوں نے "
        "سال کے آخر تک ایک مشترکہ دفتر کھولنے پر اتفاق کیا اور میزبانوں کا شکریہ ادا کیا۔",
    ),
    (
        "ko",
        "호수 도시 다섯 곳의 장관들은 목요일에 만나 여객선의 안전을 논의하였다. "
        "그들은 연말까지 공동 사무소를 열기로 합의하고 감사를 표하였다.",
    ),
    (
        "ja",
        "五つの湖畔の町の大臣は木曜日に会合を開き、渡し船の安全について話し合った。年末までに共同事務所を開設することで合意し、主催者のもてなしに感謝した。",
    ),
    (
        "pt",
        "Os ministros das cinco cidades do lago reuniram-se na quinta-feira para analisar a segurança "
        "das balsas. Acordaram abrir um escritório conjunto até ao fim do ano e agradeceram aos "
        "anfitriões a sua hospitalidade.",
    ),
    (
        "it",
        "I ministri delle cinque città del lago si sono riuniti giovedì per esaminare la sicurezza dei "
        "traghetti. Hanno convenuto di aprire un ufficio comune entro la fine dell'anno e hanno "
        "ringraziato gli ospiti per l'accoglienza.",
    ),
    ("kk", "Көл қалаларының министрлері кездесіп, паром қатынасы туралы бірлескен мәлімдеме қабылдады."),
    ("uz", "Вазирлар ҳамкорлик масалаларини кўриб чиқиб, қўшма баёнот қабул қилдилар."),
    ("ky", "Министрлер кызматташтык маселелерин карап, биргелешкен билдирүү кабыл алышты."),
    ("tg", "Вазирон масъалаҳои ҳамкориро баррасӣ намуда, изҳороти муштарак қабул карданд."),
    ("tk", "Ministrler hyzmatdaşlyk meselelerine garap, bilelikdäki beýannamany kabul etdiler."),
    (
        "be",
        "Міністры пяці азёрных гарадоў сустрэліся ў чацвер, каб абмеркаваць бяспеку паромаў. Яны "
        "дамовіліся адкрыць сумеснае бюро да канца года і падзякавалі гаспадарам за гасціннасць.",
    ),
    (
        "ka",
        "ტბისპირა ხუთი ქალაქის მინისტრები ხუთშაბათს შეხვდნენ ერთმანეთს ბორნების უსაფრთხოების "
        "განსახილველად. ისინი შეთანხმდნენ წლის ბოლომდე ერთობლივი ბიუროს გახსნაზე.",
    ),
    (
        "hy",
        "Լճափնյա հինգ քաղաքների նախարարները հանդիպեցին հինգշաբթի օրը՝ լաստանավերի անվտանգությունը "
        "քննարկելու համար։ Նրանք պայմանավորվեցին մինչև տարեվերջ համատեղ գրասենյակ բացել։",
    ),
    (
        "ug",
        "كۆل بويىدىكى بەش شەھەرنىڭ مىنىستىرلىرى پەيشەنبە كۈنى پاروملارنىڭ بىخەتەرلىكىنى مۇزاكىرە قىلىش "
        "ئۈچۈن كۆرۈشتى. ئۇلار يىل ئاخىرىغىچە بىرلەشمە ئىشخانا ئېچىشقا كېلىشتى.",
    ),
]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The towns of the lake agreed to build a bridge and to share its costs.", "en"),
        ("Города на озере договорились построить мост и разделить расходы поровну.", "ru"),
        ("Les villes du lac ont décidé de construire un pont et d'en partager les frais.", "fr"),
        ("Las ciudades del lago acordaron construir un puente y compartir sus gastos.", "es"),
        ("اتفقت مدن البحيرة على بناء جسر جديد وتقاسم تكاليفه بالتساوي بين الجميع", "ar"),
        (
            "湖边的城市同意共同建造一座新桥并平均分担所有的费用,市长们对此表示非常满意和感谢,会议圆满结束了。",
            "zh",
        ),
        ("Көл жағасындағы қалалар жаңа көпір салуға және шығынды бөлісуге келісті.", "kk"),
        ("Ko‘l bo‘yidagi shaharlar yangi ko‘prik qurishga va xarajatlarni bo‘lishishga kelishdilar.", "uz"),
        ("Кўл бўйидаги шаҳарлар янги кўприк қуришга ва харажатларни бўлишишга келишдилар.", "uz"),
        ("Көл жээгиндеги шаарлар жаңы көпүрө курууга жана чыгымдарды бөлүшүүгө макулдашты.", "ky"),
        ("Шаҳрҳои назди кӯл розӣ шуданд, ки пули нав созанд ва харҷи онро баробар тақсим кунанд.", "tg"),
        ("Köl kenarındaki şehirler yeni bir köprü inşa etmeye ve masrafları paylaşmaya karar verdi.", "tr"),
        ("Die Städte am See haben beschlossen, eine Brücke zu bauen und die Kosten zu teilen.", "de"),
        (
            "Kölüň kenaryndaky şäherler täze köpri gurmak we çykdajylary deň paýlaşmak barada ylalaşdylar.",
            "tk",
        ),
        ("شهرهای کنار دریاچه توافق کردند که پل تازه‌ای بسازند و هزینه‌های آن را میان خود تقسیم کنند.", "fa"),
        ("د جهیل پر غاړه ښارونو هوکړه وکړه چې یو نوی پل جوړ کړي او لګښتونه یې په مساوي ډول وویشي.", "ps"),
        ("Vazirlar bu masala bo'yicha hamkorlikni rivojlantirish to'g'risida kelishib oldilar.", "uz"),
        ("湖边的城市同意共同建造一座新桥。", "zh"),
        ("Göl sahilindəki şəhərlər yeni körpü tikmək və xərcləri bölüşmək barədə razılığa gəldilər.", "az"),
        ("OK. 12.", None),
        ("", None),
    ],
)
def test_languages_are_told_apart(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(("language", "text"), PARAGRAPHS)
def test_paragraphs_of_the_region_and_of_the_world(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_a_list_of_names_does_not_hide_the_language() -> None:
    names = "\n".join(
        f"Mr. {a} {b}ström ({c})"
        for a in ("Aydın", "Jörg", "Çelik", "Ján")
        for b in ("Ak", "Öst", "Bjö")
        for c in ("Turkey", "Sverige", "Polska")
    )
    text = f"The Council takes note of those whom the towns have named for the joint office:\n\n{names}"
    assert detect_language(text) == "en"


@pytest.mark.parametrize("alphabet", load("orthographies", Orthography), ids=lambda alphabet: alphabet.id)
def test_alphabets_are_told_by_their_letters(alphabet: Orthography) -> None:
    assert {detect_language(text) for text in alphabet.examples} == {alphabet.language}
    assert alphabet.language not in {detect_language(text) for text in alphabet.counter_examples}


def test_a_foreign_name_does_not_make_the_language() -> None:
    text = (
        "The towns of the lake agreed with Jańa Qazaǵstan to build a bridge, "
        "and to share all its costs fairly for years. " * 5
    )
    assert detect_language(text) == "en"


def test_a_long_text_is_sampled_beyond_its_head() -> None:
    head = "The towns agreed. " * 20
    assert detect_language(head + "Города на озере договорились построить мост. " * 500) == "ru"
