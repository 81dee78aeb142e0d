"""Una prueba por regla, con su clave en el nombre; y ninguna regla sin fundamento ni prueba."""

import sys

import pytest

from candidaturas.models import Escolaridad, Parametro
from captura.models import Cuestionario
from captura.reglas import Regla, incumplimientos
from tests.fabricas import CuestionarioFactory


@pytest.fixture
def completo(papeles):
    """Un cuestionario que solo incumple la fotografía."""
    return papeles.propio


def claves(cuestionario) -> list[tuple[str, str]]:
    # Se lee de nuevo: los parámetros del proceso se recuerdan en la instancia.
    cuestionario = Cuestionario.objects.get(pk=cuestionario.pk)
    return [(f.clave, f.campo) for f in incumplimientos(cuestionario)]


def fijar(cuestionario, **campos):
    Cuestionario.objects.filter(pk=cuestionario.pk).update(**campos)


def parametro(cuestionario, clave, valor):
    Parametro.objects.create(proceso=cuestionario.candidatura.proceso, clave=clave, valor=valor)


def test_cada_regla_tiene_fundamento_y_prueba():
    pruebas = [n for n in vars(sys.modules[__name__]) if n.startswith("test_")]
    for clave, regla in Regla.todas.items():
        assert regla.fundamento.strip(), clave
        assert regla.__class__.__doc__, clave
        nombre = "test_" + clave.replace("-", "_").lower() + "_"
        assert any(p.startswith(nombre) for p in pruebas), f"{clave} no tiene prueba"


def test_una_clave_no_se_repite():
    with pytest.raises(ValueError, match="CC-01"):
        type("Repetida", (Regla,), {"clave": "CC-01", "fundamento": "x"})


def test_cc_01_la_fotografia_se_pide_segun_el_proceso(completo):
    assert claves(completo) == [("CC-01", "foto")]
    parametro(completo, "foto_obligatoria", "no")
    assert claves(completo) == []


def test_cc_02_al_menos_un_medio_de_contacto(completo):
    fijar(completo, telefonos=[])
    assert ("CC-02", "telefonos") in claves(completo)
    fijar(completo, pagina_web="https://ejemplo.mx")
    assert ("CC-02", "telefonos") not in claves(completo)


def test_cc_03_el_grado_de_estudios_es_obligatorio(completo):
    fijar(completo, escolaridad="")
    assert ("CC-03", "escolaridad") in claves(completo)


def test_cc_04_el_estatus_acompana_al_grado_salvo_sin_estudios(completo):
    fijar(completo, estatus_escolaridad="")
    assert ("CC-04", "estatus_escolaridad") in claves(completo)
    fijar(completo, escolaridad=Escolaridad.SIN_ESTUDIOS)
    assert ("CC-04", "estatus_escolaridad") not in claves(completo)


@pytest.mark.parametrize(
    "campo", ["historia_profesional", "trayectoria_politica", "propuesta_1", "propuesta_2"]
)
def test_cc_05_los_textos_obligatorios_no_van_vacios(completo, campo):
    fijar(completo, **{campo: "  \n "})
    assert ("CC-05", campo) in claves(completo)


def test_cc_05_motivo_y_propuesta_de_genero_segun_el_proceso(completo):
    fijar(completo, motivo_cargo_publico="")
    assert ("CC-05", "motivo_cargo_publico") in claves(completo)
    parametro(completo, "motivo_obligatorio", "no")
    parametro(completo, "propuesta_genero_obligatoria", "sí")
    assert ("CC-05", "motivo_cargo_publico") not in claves(completo)
    assert ("CC-05", "propuesta_genero") in claves(completo)


@pytest.mark.parametrize(
    ("largo", "falla"), [(279, True), (280, False), (1600, False), (1601, True)]
)
def test_cc_06_cada_texto_cabe_entre_su_minimo_y_su_maximo(completo, largo, falla):
    fijar(completo, propuesta_1="a" * largo)
    assert (("CC-06", "propuesta_1") in claves(completo)) is falla


def test_cc_06_rellenar_con_blancos_no_suma(completo):
    fijar(completo, propuesta_1="palabra " + " " * 400)
    assert ("CC-06", "propuesta_1") in claves(completo)


def test_cc_06_si_los_espacios_no_cuentan_se_miden_sin_ellos(completo):
    fijar(completo, propuesta_1="ab " * 100)
    assert ("CC-06", "propuesta_1") not in claves(completo)
    parametro(completo, "contar_espacios", "no")
    assert ("CC-06", "propuesta_1") in claves(completo)


def test_cc_07_cada_curso_cabe_en_su_limite(completo):
    fijar(completo, cursos=["a" * 250])
    assert ("CC-07", "cursos") not in claves(completo)
    fijar(completo, cursos=["a" * 251])
    assert ("CC-07", "cursos") in claves(completo)


def test_un_cuestionario_vacio_dice_todo_lo_que_falta(db):
    vacio = CuestionarioFactory()
    assert {clave for clave, _ in claves(vacio)} == {"CC-01", "CC-02", "CC-03", "CC-05"}
