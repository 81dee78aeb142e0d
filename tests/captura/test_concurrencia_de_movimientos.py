"""Dos movimientos del mismo lugar a la vez: gana uno y al otro se le dice.

Sin el candado el segundo chocaría con una restricción de la base o perdería lo retenido; con él
recibe una frase (véase test_concurrencia).
"""

from datetime import timedelta

import pytest

from candidaturas.models import Candidatura
from captura.models import Acto, Causa, ClaseDeActo, MovimientoDeRegistro
from captura.servicios import sustituciones
from captura.servicios.sustituciones import (
    MovimientoNoProcede,
    QuienEntra,
    dar_de_baja,
    deshacer,
    sustituir,
)
from conoceles.comun import reloj
from tests.captura.test_concurrencia import a_la_vez, lento  # noqa: F401  (fixture)

pytestmark = pytest.mark.django_db(transaction=True)


def comunes(papeles):
    return {
        "candidatura": papeles.propio.candidatura,
        "causa": Causa.RENUNCIA,
        "acuerdo": "IEC/CG/000/2023",
        "surte_efecto_en": reloj.ahora() - timedelta(hours=1),
        "adscripcion": papeles.cuentas["coordinacion"],
    }


def test_dos_sustituciones_del_mismo_lugar_dejan_una(papeles, lento):  # noqa: F811
    lento(sustituciones, "_quitar_accesos")

    def entra(nombre):
        persona = QuienEntra(nombres=nombre, primer_apellido="Ficticia", sexo="mujer")
        return lambda: sustituir(entra=persona, **comunes(papeles))

    resultados = a_la_vez(entra("Una"), entra("Otra"))
    rehusadas = [r for r in resultados if isinstance(r, Exception)]
    assert [type(r) for r in rehusadas] == [MovimientoNoProcede]
    assert MovimientoDeRegistro.objects.count() == 1
    assert Candidatura.objects.filter(sustituye_a__isnull=False).count() == 1
    assert Acto.objects.filter(clase=ClaseDeActo.SUSTITUCION).count() == 1


def test_deshacer_dos_veces_a_la_vez_lo_deshace_una(papeles, lento):  # noqa: F811
    movimiento = dar_de_baja(**comunes(papeles))
    lento(sustituciones, "_devolver")

    def quitar():
        return deshacer(
            movimiento=movimiento, motivo="Error.", adscripcion=papeles.cuentas["coordinacion"]
        )

    resultados = a_la_vez(quitar, quitar)
    rehusadas = [str(r) for r in resultados if isinstance(r, Exception)]
    assert rehusadas == ["Este movimiento ya se deshizo."]
    assert Acto.objects.filter(clase=ClaseDeActo.MOVIMIENTO_DESHECHO).count() == 1
