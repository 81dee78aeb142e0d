import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from captura.conteo import normalizar
from captura.importacion.limpieza import a_texto, juntar_blancos, limpiar
from captura.importacion.reporte import Notas, Reporte
from captura.texto_limpio import reparar

CELDAS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("aáñÑ¿?# \t\n\r\xa0\u200b\u200d\ufeff\x00\x91\x93Ã©Â€â\u0301👩"),
    ),
    max_size=60,
)


def _limpiar(valor, **opciones):
    anotaciones = []
    reporte = Reporte(anotaciones.append)
    limpio = limpiar(valor, Notas(reporte, 2, {}), "campo", **opciones)
    reporte.vaciar()
    return limpio, [(a.nivel.value, a.asunto) for a in anotaciones]


@pytest.mark.parametrize(
    "vacio",
    ["nan", "NaN", "No proporcionó", "NO PROPORCIONÓ", "No proporciono", "No aplica", "Sin cursos",
     "Sin curso", "sin información", "Sin información.", "-", "...", "N/A"],
)  # fmt: skip
def test_lo_que_dice_que_no_hay_dato_queda_vacio_y_anotado(vacio):
    assert _limpiar(vacio) == ("", [("cambio", "sin dato")])


@pytest.mark.parametrize("vacio", ["", " ", "\t\n", "\xa0"])
def test_una_celda_en_blanco_no_es_un_cambio(vacio):
    assert _limpiar(vacio) == ("", [])


@pytest.mark.parametrize("valor", ["Ninguna", "Nan Hua", "No aplica para mi caso", "0"])
def test_una_respuesta_corta_no_se_toma_por_vacia(valor):
    assert _limpiar(valor) == (valor, [])


@pytest.mark.parametrize("error", ["#¿NOMBRE?", "#NAME?", "#¡REF!", "#N/A", "#N/D", "#¡DIV/0!"])
def test_un_error_de_formula_es_una_duda_y_queda_vacio(error):
    assert _limpiar(error) == ("", [("duda", "error de fórmula")])


def test_tabuladores_y_saltos_se_quitan_de_un_nombre_y_se_anotan():
    assert _limpiar("ANA\tPEÑA\n LUNA") == ("ANA PEÑA LUNA", [("cambio", "blancos")])


def test_los_renglones_de_un_texto_se_conservan():
    limpio, anotado = _limpiar("Uno\r\n\r\n  dos\ty  tres", con_renglones=True)
    assert limpio == "Uno\ndos y tres"
    assert anotado == [("cambio", "blancos")]


def test_los_caracteres_invisibles_y_de_control_se_quitan_y_se_anotan():
    limpio, anotado = _limpiar("A\u200bna\x00 \ufeffPe\u202eña")
    assert limpio == "Ana Peña"
    assert ("cambio", "caracteres invisibles") in anotado


def test_un_control_que_era_una_comilla_de_windows_se_traduce():
    limpio, anotado = _limpiar("dijo \x93hola\x94")
    assert limpio == "dijo “hola”"
    assert anotado == [("cambio", "caracteres invisibles")]


def test_los_acentos_sueltos_se_unen_a_su_letra():
    assert _limpiar("Nu\u0301n\u0303ez") == ("Núñez", [("cambio", "acentos separados")])


@pytest.mark.parametrize(
    ("valor", "hay_duda"),
    [
        ("Implementaré ¿Educar para transformar¿, programa", True),
        ("2011 ¿ 2013 regidora", True),
        ("Santa Mar¿a?", True),
        ("¿Qué haremos? Más escuelas.", False),
        ("Primero: ¿cómo? Luego: ¿cuándo?", False),
    ],
)
def test_las_interrogaciones_que_eran_comillas_son_una_duda_y_el_texto_se_conserva(valor, hay_duda):
    limpio, anotado = _limpiar(valor)
    assert limpio == valor
    assert (("duda", "«¿» en lugar de otro signo") in anotado) == hay_duda


def test_una_letra_perdida_es_una_duda():
    assert _limpiar("Garc?a") == ("Garc?a", [("duda", "carácter perdido")])
    assert _limpiar("Garc\ufffda") == ("Garc\ufffda", [("duda", "carácter perdido")])


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (53.0, "53"),
        (8445550000.0, "8445550000"),
        (53.5, "53.5"),
        (None, ""),
        (True, "Sí"),
        (7, "7"),
    ],
)
def test_los_numeros_de_la_hoja_se_leen_sin_decimales_inventados(valor, texto):
    assert a_texto(valor) == texto


@given(CELDAS, st.booleans())
@example("Â\u200b€ Â\x80", False)
@example("Â\x80", False)
def test_limpiar_lo_limpio_no_cambia_nada(valor, con_renglones):
    limpio, _ = _limpiar(valor, con_renglones=con_renglones)
    otra_vez, anotado = _limpiar(limpio, con_renglones=con_renglones)
    assert otra_vez == limpio
    assert not [a for a in anotado if a[0] == "cambio"]


@given(CELDAS)
def test_lo_que_cambia_se_anota(valor):
    limpio, anotado = _limpiar(valor)
    if limpio != valor.strip():
        assert anotado or not valor.strip()


@given(CELDAS)
def test_lo_limpio_cabe_en_postgresql(valor):
    assert "\x00" not in _limpiar(valor, con_renglones=True)[0]


@given(st.text(st.sampled_from("ab  \n\r\t\xa0"), max_size=40))
def test_juntar_blancos_da_lo_mismo_que_el_contador_de_captura(texto):
    assert juntar_blancos(texto) == normalizar(texto)


# --- Doble codificación ----------------------------------------------------------------------
ESPANOL = st.text(st.sampled_from("abcñÑáéíóúüÁÉÍÓÚ ¿?¡!°ª“”‘’–—…•"), max_size=40)


@pytest.mark.parametrize(
    ("roto", "sano"),
    [
        ("SolÃ\xads", "Solís"),
        ("dijo â€œholaâ€\x9d", "dijo “hola”"),
        ("MuÃƒÂ±oz", "Muñoz"),
        ("JosÃ© Muñoz", "José Muñoz"),
    ],
)
def test_la_doble_codificacion_se_repara(roto, sano):
    assert reparar(roto) == sano


@pytest.mark.parametrize("sano", ["CAFÉ” en ÓRALE”", "SEÑOR «Á»", "JOÃO", "Ñandú’s"])
def test_un_texto_sano_que_parece_roto_queda_igual(sano):
    assert reparar(sano) == sano


@given(ESPANOL)
def test_todo_texto_en_espanol_se_recupera_de_la_doble_codificacion(texto):
    roto = texto.encode("utf-8").decode("cp1252", errors="conoceles_1252")
    assert reparar(roto) == texto


@given(ESPANOL)
def test_reparar_un_texto_en_espanol_no_lo_toca(texto):
    assert reparar(texto) == texto
