"""A qué informe va cada día y de cuándo a cuándo va cada informe."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from conoceles.comun import reloj
from informes.calendario import Calendario
from informes.models import Actividad, InformeMensual, Reunion
from tests.informes.conftest import momento

ABRIL, MAYO, JUNIO, JULIO = (date(2023, m, 1) for m in (4, 5, 6, 7))


@pytest.fixture
def mayo(proceso):
    """El informe de mayo, aprobado: del 25 de abril al 29 de mayo."""
    return InformeMensual.objects.create(
        proceso=proceso,
        mes=MAYO,
        desde=date(2023, 4, 25),
        hasta=date(2023, 5, 29),
        estado=InformeMensual.Estado.APROBADO,
        aprobado_el=date(2023, 5, 29),
        firma_nombre="QUIEN PRESIDE",
    )


@pytest.mark.parametrize(
    ("hoy", "mes", "periodo"),
    [
        (momento(5, 20), JUNIO, "El 30 de mayo de 2023"),
        (momento(5, 31), JUNIO, "Del 30 de mayo al 31 de mayo de 2023"),
        (momento(6, 12), JUNIO, "Del 30 de mayo al 12 de junio de 2023"),
        (momento(8, 3), JUNIO, "Del 30 de mayo al 30 de junio de 2023"),
        (momento(8, 3), JULIO, "Del 01 de julio al 31 de julio de 2023"),
        (momento(8, 3), ABRIL, "Del 01 de abril al 24 de abril de 2023"),
        (momento(8, 3), MAYO, "Del 25 de abril al 29 de mayo de 2023"),
    ],
)
def test_un_informe_empieza_donde_termina_el_anterior(proceso, mayo, hoy, mes, periodo):
    with reloj.en(hoy):
        calendario = Calendario.de(proceso)
        assert calendario.periodo(calendario.informe(mes)) == periodo


@pytest.mark.parametrize(
    ("ocurrido", "registrado", "mes"),
    [
        ((5, 30), (5, 30), JUNIO),
        ((6, 30), (6, 30), JUNIO),
        ((7, 1), (7, 1), JULIO),
        ((5, 10), (5, 10), JUNIO),  # mayo ya se aprobó y no lo tiene: pasa al siguiente
        ((5, 10), (6, 20), JUNIO),
        ((5, 10), (7, 20), JULIO),
        ((4, 10), (4, 10), ABRIL),
        ((4, 10), (6, 20), JUNIO),
    ],
)
def test_cada_acto_va_a_un_solo_informe_y_el_tardio_al_siguiente(
    proceso, mayo, ocurrido, registrado, mes
):
    calendario = Calendario.de(proceso)
    assert mes == calendario.mes_de(
        ocurrido_el=date(2023, *ocurrido), registrado_el=date(2023, *registrado)
    )


def test_mientras_mayo_es_borrador_lo_suyo_va_a_mayo(proceso, mayo):
    mayo.estado = InformeMensual.Estado.BORRADOR
    mayo.save()
    calendario = Calendario.de(proceso)
    dia = date(2023, 4, 26)
    assert calendario.mes_de(ocurrido_el=dia, registrado_el=dia) == MAYO


def test_el_borrador_hereda_a_quien_firma(proceso, mayo):
    with reloj.en(momento(6, 12)):
        calendario = Calendario.de(proceso)
        borrador = calendario.informe(calendario.mes_en_curso())
    assert (borrador.mes, borrador.firma_nombre, borrador.pk) == (JUNIO, "QUIEN PRESIDE", None)


def test_no_hay_informe_de_un_mes_futuro_ni_de_otro_siglo(proceso, mayo):
    with reloj.en(momento(6, 12)):
        calendario = Calendario.de(proceso)
        meses = (JULIO, date(1923, 1, 1), date(1, 1, 1), JUNIO, MAYO)
        assert [calendario.admite(m) for m in meses] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("modelo", "campos", "restriccion"),
    [
        (InformeMensual, {"mes": date(2023, 6, 2)}, "informe_mes_en_dia_primero"),
        (InformeMensual, {"mes": MAYO}, "informe_unico_por_mes"),
        (InformeMensual, {"mes": JUNIO, "hasta": date(2023, 1, 1)}, "informe_periodo_en_orden"),
        (InformeMensual, {"mes": JUNIO, "estado": "aprobado"}, "informe_aprobado_con_fecha"),
        (Actividad, {"termina_el": date(2023, 1, 1)}, "actividad_fechas_en_orden"),
        (
            Actividad,
            {"rango_abierto": True, "termina_el": date(2023, 6, 9)},
            "actividad_rango_abierto_sin_fin",
        ),
        (Actividad, {"descripcion": ""}, "actividad_con_redaccion"),
        (Reunion, {"fecha_en_el_nombre": True}, "reunion_con_la_fecha_que_imprime"),
    ],
)
def test_la_base_rehusa_lo_imposible(proceso, mayo, modelo, campos, restriccion):
    comunes = {
        InformeMensual: {"proceso": proceso, "desde": date(2023, 6, 1)},
        Actividad: {"informe": mayo, "descripcion": "Algo.", "inicia_el": date(2023, 6, 1)},
        Reunion: {"informe": mayo, "tipo": "Sesión"},
    }
    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic():
        modelo.objects.create(**comunes[modelo] | campos)
