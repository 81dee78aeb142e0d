"""Textos casi iguales: se hallan, se miden y la propia fórmula no cuenta."""

import pytest

from captura import parecidos
from captura.models import TextoComparado
from captura.parecidos import Parecido, parecidos_a, parejas_del_proceso, proporcion, trozos_de
from captura.servicios.captura import guardar_cuestionario
from captura.tasks import comparar_textos
from tests.fabricas import (
    CandidaturaFactory,
    CuestionarioFactory,
    FormulaFactory,
    ProcesoFactory,
)

PALABRAS = [f"palabra{n}" for n in range(60)]
TEXTO = " ".join(PALABRAS)


def texto(desde: int, otras: int) -> str:
    """Las palabras de TEXTO desde una, seguidas de otras que nadie más usa."""
    return " ".join([*PALABRAS[desde:], *(f"ajena{desde}x{n}" for n in range(otras))])


def guardar(papeles, **campos):
    papeles.propio.refresh_from_db()
    return guardar_cuestionario(
        cuestionario=papeles.propio,
        campos=campos,
        version=papeles.propio.version,
        adscripcion=papeles.cuentas["enlace"],
    )


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        ("Árbol, ÑANDÚ: casa y pan.", "arbol nandu casa   y\npan"),
        ("uno dos tres cuatro cinco", "UNO DOS TRES CUATRO CINCO"),
    ],
)
def test_no_cuentan_acentos_mayusculas_ni_signos(uno, otro):
    assert trozos_de(uno) == trozos_de(otro) != []


def test_menos_de_cinco_palabras_no_se_comparan():
    assert trozos_de("uno dos tres cuatro") == []
    assert proporcion([], []) == 0.0


def test_la_proporcion_es_la_de_trozos_en_comun():
    # 60 palabras dan 56 trozos; quitar las 20 primeras y poner 20 deja 36 en común de 76.
    assert proporcion(trozos_de(TEXTO), trozos_de(texto(20, 20))) == pytest.approx(36 / 76)


@pytest.mark.parametrize(("quitadas", "se_avisa"), [(0, True), (15, True), (25, False)])
def test_se_avisa_desde_la_mitad(papeles, quitadas, se_avisa):
    guardar(papeles, propuesta_1=TEXTO)
    hallados = parecidos_a(texto(quitadas, quitadas), candidatura=papeles.cuestionario.candidatura)
    assert bool(hallados) is se_avisa
    if quitadas == 0:
        assert hallados == [Parecido(papeles.propio.pk, "propuesta_1", 1.0)]


def test_la_formula_propia_no_cuenta(papeles):
    guardar(papeles, propuesta_1=TEXTO)
    suplente = CandidaturaFactory(formula=papeles.propio.candidatura.formula, tipo="suplente")
    assert parecidos_a(TEXTO, candidatura=suplente) == []
    assert parecidos_a(TEXTO, candidatura=papeles.propio.candidatura) == []


def test_otro_proceso_no_cuenta(papeles):
    guardar(papeles, propuesta_1=TEXTO)
    proceso = ProcesoFactory(clave="otro-2024", vigente=False)
    otra = CuestionarioFactory(
        candidatura__formula=FormulaFactory(
            eleccion__cargo__proceso=proceso, actor__proceso=proceso
        )
    )
    assert parecidos_a(TEXTO, candidatura=otra.candidatura) == []


def test_cambiar_o_vaciar_un_texto_lo_pone_al_dia(papeles):
    guardar(papeles, propuesta_1=TEXTO, propuesta_2=TEXTO)
    guardar(papeles, propuesta_1="", propuesta_2=texto(60, 60))
    assert list(papeles.propio.textos_comparados.values_list("campo", flat=True)) == ["propuesta_2"]
    assert parecidos_a(TEXTO, candidatura=papeles.cuestionario.candidatura) == []


def test_quien_copio_a_muchas_se_entera_sin_leerlas_todas(papeles, monkeypatch):
    monkeypatch.setattr(parecidos, "CANDIDATOS", 3)
    for n in range(5):
        otro = CuestionarioFactory(propuesta_1=texto(n, n))
        parecidos.anotar_textos(otro)
    hallados = parecidos_a(TEXTO, candidatura=papeles.cuestionario.candidatura)
    assert len(hallados) == 3
    assert hallados[0].proporcion == 1.0


def test_las_parejas_del_proceso_y_tras_una_carga(papeles):
    for cuestionario, largo in ((papeles.propio, TEXTO), (papeles.cuestionario, texto(10, 10))):
        type(cuestionario).objects.filter(pk=cuestionario.pk).update(motivo_cargo_publico=largo)
    comparar_textos(papeles.proceso.pk)
    # Los demás textos de la fábrica son de una frase repetida, igual en los dos.
    parejas = [p for p in parejas_del_proceso(papeles.proceso) if "motivo" in p.campo]
    (pareja,) = parejas
    esperada = (papeles.propio.pk, papeles.cuestionario.pk)
    assert (pareja.cuestionario, pareja.otro) == esperada
    assert pareja.proporcion == pytest.approx(46 / 66)
    antes = TextoComparado.objects.count()
    comparar_textos(papeles.proceso.pk)
    assert TextoComparado.objects.count() == antes
