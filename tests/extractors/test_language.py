"""Languages told apart, and texts too short to tell."""

from __future__ import annotations

import pytest

from extractors.language import detect_language


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
        ("OK. 12.", None),
        ("", None),
    ],
)
def test_languages_are_told_apart(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_long_text_is_sampled_beyond_its_head() -> None:
    head = "The towns agreed. " * 20
    assert detect_language(head + "Города на озере договорились построить мост. " * 500) == "ru"
