from decimal import Decimal

from django.template import Context, Template

from coverage.measuring import Rate

WORKERS = Rate("workers", 3556, 7214)
VALUE = Rate("value", Decimal("1564000.50"), Decimal("2150000000.00"))


def rendered(tag, **context):
    return Template("{% load figures %}{% " + tag + " %}").render(Context(context))


def test_a_figure_says_what_it_is_exactly_and_in_words():
    assert rendered('fig rate "numerator"', rate=WORKERS) == (
        '<data class="fig" value="3556" data-measure="workers" data-part="numerator" data-of="kota" '
        'data-passport="workers">3.556</data>'
    )
    assert 'value="49.3"' in rendered('fig rate "percent"', rate=WORKERS)
    assert ">49,3\N{NO-BREAK SPACE}%<" in rendered('fig rate "percent"', rate=WORKERS)
    assert ">3.658<" in rendered('fig rate "missing"', rate=WORKERS)


def test_rupiah_in_full_or_for_a_glance():
    assert ">Rp\N{NO-BREAK SPACE}1.564.000,50<" in rendered('fig rate "numerator"', rate=VALUE)
    shown = rendered('fig rate "denominator" short=True', rate=VALUE)
    assert 'value="2150000000.00"' in shown
    assert "2,2\N{NO-BREAK SPACE}miliar" in shown


def test_a_rate_of_nothing_is_none_and_never_zero():
    shown = rendered('fig rate "percent" big=True', rate=Rate("workers", 0, 0))
    assert 'value=""' in shown
    assert ">tidak ada<" in shown


def test_a_row_names_its_key_and_its_passport():
    shown = rendered('fig rate "percent" passport="opd-3" of="opd:3" big=True', rate=WORKERS)
    assert 'data-of="opd:3" data-passport="opd-3"' in shown
    assert '49,3<span class="u">\N{NO-BREAK SPACE}%</span>' in shown
