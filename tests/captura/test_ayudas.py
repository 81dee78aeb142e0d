"""Los avisos al escribir: ayudan, no impiden, y no enseñan lo ajeno."""

import pytest

from captura.ayudas import arreglar, ayudas_de
from captura.mayusculas import esta_en_mayusculas, quitar_mayusculas
from captura.parecidos import anotar_textos
from captura.texto_limpio import limpiar_pegado, sin_invisibles
from tests.fabricas import CuestionarioFactory, FormulaFactory

TEXTO = " ".join(f"palabra{n}" for n in range(60))


def claves(papeles, texto, quien="enlace", campo="propuesta_1"):
    ayudas = ayudas_de(papeles.propio.candidatura, {campo: texto}, papeles.cuentas[quien])
    return {ayuda.clave: ayuda for ayuda in ayudas.get(campo, [])}


# --- Lo pegado ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pegado", "limpio"),
    [
        ("hola\u200b mun\u00addo\ufeff", "hola mundo"),
        ("\u202egro.live\u202c derecho", "gro.live derecho"),
        ("\u2066aislado\u2069 \u200f", "aislado "),
        ("campana\x07 y nulo\x00", "campana y nulo"),
        ("un\x0bdos\u2028tres", "un\ndos\ntres"),
        ("nin\u0303o", "niño"),
        ("“Comillas” — y ‘otras’…", "“Comillas” — y ‘otras’…"),
        ("\uf0b7\tUno\n§\tDos\no\tTres\n•  Cuatro", "• Uno\n• Dos\n• Tres\n• Cuatro"),
        ("o sea que no", "o sea que no"),
        ("👩‍🌾 y 👍🏽", "👩‍🌾 y 👍🏽"),
    ],
)
def test_lo_pegado_queda_limpio_y_conserva_lo_que_se_ve(pegado, limpio):
    assert limpiar_pegado(pegado) == limpio


def test_limpiar_dos_veces_da_lo_mismo():
    sucio = "e\u200b\u0301l \uf0b7\t x"
    assert sin_invisibles(sin_invisibles(sucio)) == sin_invisibles(sucio) == "él \uf0b7\t x"


# --- Mayúsculas y letras rotas ------------------------------------------------------------
def test_las_mayusculas_se_quitan_sin_tocar_siglas_ni_romanos():
    gritado = (
        "¡TRABAJÉ EN EL IMSS! DESPUÉS, EN EL PX DE COAHUILA.\nNACÍ EN EL SIGLO XX; MI MADRE, EN "
        "EL XIX.\n• SOY DE MÉXICO."
    )
    assert quitar_mayusculas(gritado, siglas=["px"]) == (
        "¡Trabajé en el IMSS! Después, en el PX de Coahuila.\nNací en el siglo XX; mi madre, en "
        "el XIX.\n• Soy de México."
    )


@pytest.mark.parametrize(
    ("texto", "respuesta"),
    [
        ("PROPONGO ARREGLAR LAS CALLES DE LA COLONIA", True),
        ("Propongo arreglar las calles de la COLONIA", False),
        ("IMSS E ISSSTE", False),
        ("12345 67890 12345 67890 12345 67890", False),
    ],
)
def test_se_avisa_solo_si_casi_todo_esta_en_mayusculas(texto, respuesta):
    assert esta_en_mayusculas(texto) is respuesta


def test_los_arreglos_se_ofrecen_y_corrigen(papeles):
    gritado = "PROPONGO ARREGLAR LAS CALLES DE LA COLONIA"
    roto = "Trabajaré por la educación".encode().decode("cp1252")
    assert claves(papeles, gritado)["mayusculas"].arreglo == "mayusculas"
    assert claves(papeles, roto)["letras_rotas"].arreglo == "letras_rotas"
    candidatura = papeles.propio.candidatura
    assert arreglar("letras_rotas", roto, candidatura=candidatura) == "Trabajaré por la educación"
    assert arreglar("mayusculas", gritado, candidatura=candidatura).startswith("Propongo arreglar")
    assert claves(papeles, "Trabajaré por la educación.") == {}


# --- Parecidos ----------------------------------------------------------------------------
@pytest.fixture
def copiado(papeles):
    """Un texto igual en la coalición (que el enlace ve) y otro en un partido ajeno (que no)."""
    papeles.cuestionario.propuesta_2 = TEXTO
    anotar_textos(papeles.cuestionario)
    ajeno = CuestionarioFactory(
        candidatura__formula=FormulaFactory(actor=papeles.cuentas["otro_enlace"].actor),
        propuesta_1=TEXTO,
    )
    anotar_textos(ajeno)
    return ajeno


def test_del_alcance_propio_se_dice_de_quien_y_de_lo_ajeno_solo_cuanto(papeles, copiado):
    texto = claves(papeles, TEXTO)["parecido"].texto
    assert papeles.cuestionario.candidatura.nombre in texto
    assert "«propuesta 2»" in texto
    assert "Coincide en 100 % con un texto de otra candidatura, que usted no puede ver." in texto
    assert copiado.candidatura.nombre not in texto
    assert copiado.candidatura.formula.eleccion.nombre_territorio not in texto


def test_la_persona_candidata_no_ve_el_nombre_de_nadie_mas(papeles, copiado):
    papeles.propio.propuesta_1 = TEXTO
    anotar_textos(papeles.propio)
    ayudas = ayudas_de(
        papeles.cuestionario.candidatura, {"propuesta_2": TEXTO}, papeles.cuentas["candidata"]
    )
    (ayuda,) = ayudas["propuesta_2"]
    assert ayuda.texto.count("que usted no puede ver") == 2
    for otra in (papeles.propio, copiado):
        assert otra.candidatura.nombre not in ayuda.texto


# --- Los supuestos ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("texto", "clave"),
    [
        ("Los demás son unos CORRUPTOS.", "ofensivo"),
        ("Las mujeres, el sexo débil, necesitan apoyo.", "sexista"),
        ("Daremos una despensa a cada familia.", "restringido"),
        ("¡Vota por mí!", "lemas"),
    ],
)
def test_cada_supuesto_avisa_en_condicional(papeles, texto, clave):
    ayuda = claves(papeles, texto)[clave]
    assert "podría" in (ayuda.titulo + ayuda.texto).lower()
    assert "Usted decide" in ayuda.texto
    assert ayuda.arreglo == ""


@pytest.mark.parametrize(
    "texto",
    [
        "Combatiré la corrupción.",
        "Aprendí a votar y a ser buena vecina.",
        "Soy morena y hago pan.",
        "Con todo el pt y mc en minúsculas.",
    ],
)
def test_una_palabra_que_solo_contiene_otra_no_avisa(papeles, texto):
    assert claves(papeles, texto) == {}


def test_se_avisa_de_otro_partido_y_no_del_propio(papeles):
    propia, ajena = papeles.a.siglas, papeles.b.siglas
    assert "otro_partido" in claves(papeles, f"No soy como {ajena}.")
    assert claves(papeles, f"Milito en {propia}.") == {}
    assert "otro_partido" in claves(papeles, f"El {papeles.b.nombre.upper()} falló.")


def test_se_avisa_del_nombre_de_otra_candidatura_y_no_del_de_la_formula(papeles):
    otra = papeles.cuestionario.candidatura
    assert "otra_candidatura" in claves(papeles, f"A diferencia de {otra.nombre.upper()}, yo sí.")
    assert claves(papeles, f"Soy {papeles.propio.candidatura.nombre}.") == {}


def test_las_consultas_no_crecen_con_los_textos(papeles, django_assert_max_num_queries):
    textos = dict.fromkeys(("propuesta_1", "propuesta_2", "motivo_cargo_publico"), TEXTO)
    with django_assert_max_num_queries(3 + len(textos)):
        ayudas_de(papeles.propio.candidatura, textos, papeles.cuentas["enlace"])
