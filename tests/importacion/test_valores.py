import pytest

from captura.importacion import valores
from captura.importacion.reporte import Notas, Reporte


def _leer(funcion, *argumentos, **opciones):
    anotaciones = []
    reporte = Reporte(anotaciones.append)
    valor = funcion(argumentos[0], Notas(reporte, 2, {}), *argumentos[1:], **opciones)
    reporte.vaciar()
    return valor, [(a.nivel.value, a.asunto) for a in anotaciones]


@pytest.mark.parametrize(
    ("texto", "edad", "nivel"),
    [("53", 53, None), ("53.0", 53, "cambio"), ("53 años", 53, "cambio"), ("17", None, "duda"),
     ("121", None, "duda"), ("cincuenta", None, "duda"), ("-5", None, "duda"), ("", None, None),
     ("18", 18, None), ("120", 120, None), ("²", None, "duda")],
)  # fmt: skip
def test_la_edad_posible_se_guarda_y_la_imposible_queda_en_duda(texto, edad, nivel):
    valor, anotado = _leer(valores.edad, texto)
    assert valor == edad
    assert [n for n, _ in anotado] == ([nivel] if nivel else [])


@pytest.mark.parametrize(
    ("texto", "eme_es_mujer", "sexo"),
    [("H", True, "hombre"), ("M", True, "mujer"), ("MUJER", False, "mujer"),
     ("Hombre", False, "hombre"), ("NO BINARIO", False, "no_binario"), ("", True, "")],
)  # fmt: skip
def test_el_sexo_se_lee_como_lo_escribe_cada_archivo(texto, eme_es_mujer, sexo):
    assert _leer(valores.sexo, texto, eme_es_mujer=eme_es_mujer) == (sexo, [])


def test_una_eme_suelta_en_el_archivo_local_no_se_adivina():
    assert _leer(valores.sexo, "M", eme_es_mujer=False) == ("", [("duda", "sexo no reconocido")])


@pytest.mark.parametrize("texto", ["PROPIETARIA", "PROPIETARIO", "Propietario(a)", "propietaria/o"])
def test_propietaria_y_propietario_son_lo_mismo(texto):
    assert _leer(valores.tipo, texto) == ("propietaria", [])


def test_un_tipo_desconocido_es_un_rechazo():
    assert _leer(valores.tipo, "TITULAR") == ("", [("rechazo", "tipo no reconocido")])


@pytest.mark.parametrize(
    ("texto", "estatus"),
    [("Titulado(a)", "titulo"), ("Concluido(a)", "concluido"), ("Concluida", "concluido"),
     ("Trunco(a)", "trunco"), ("Trunca", "trunco"), ("Cédula", "cedula")],
)  # fmt: skip
def test_las_variantes_de_genero_son_un_mismo_estatus_y_se_anotan(texto, estatus):
    assert _leer(valores.estatus, texto) == (estatus, [("cambio", "variante de una opción")])


def test_una_opcion_igual_a_la_del_catalogo_no_se_anota():
    assert _leer(valores.estatus, "Cédula profesional") == ("cedula", [])
    assert _leer(valores.escolaridad, "Educación media superior") == (
        "educacion_media_superior",
        [],
    )


def test_una_opcion_desconocida_queda_vacia_y_en_duda():
    assert _leer(valores.escolaridad, "Posgrado") == ("", [("duda", "opción no reconocida")])


def test_las_redes_separadas_por_comas_son_una_lista():
    valor, anotado = _leer(
        valores.direcciones, "https://facebook.com/a, https://x.com/a,\nhttps://x.com/a", "redes"
    )
    assert valor == ["https://facebook.com/a", "https://x.com/a"]
    assert anotado == [("cambio", "dirección repetida")]


def test_una_direccion_sin_https_se_completa_y_se_anota():
    assert _leer(valores.direcciones, "www.facebook.com/ana.peña", "redes") == (
        ["https://www.facebook.com/ana.peña"],
        [("cambio", "dirección sin https")],
    )


@pytest.mark.parametrize(
    "texto", ["@anapena", "Facebook: Ana Peña", "javascript:alert(1)", "https://", "ftp://a.mx/x"]
)
def test_lo_que_no_es_una_direccion_se_descarta_con_su_duda(texto):
    assert _leer(valores.direcciones, texto, "redes") == (
        [],
        [("duda", "dirección web no válida")],
    )


def test_dos_direcciones_separadas_por_un_espacio_son_dos():
    valor, _ = _leer(valores.direcciones, "https://a.mx/1 https://a.mx/2", "redes")
    assert valor == ["https://a.mx/1", "https://a.mx/2"]


def test_un_correo_mal_escrito_se_descarta_con_su_duda():
    assert _leer(valores.correos, "ana@ejemplo.mx; ana(arroba)ejemplo") == (
        ["ana@ejemplo.mx"],
        [("duda", "correo no válido")],
    )


@pytest.mark.parametrize(
    ("texto", "telefonos", "dudas"),
    [("844 555 0001", ["844 555 0001"], 0),
     ("8445550001 / 8445550002", ["8445550001", "8445550002"], 0),
     ("+52 844 555 0001", ["+52 844 555 0001"], 0), ("555-0001", ["555-0001"], 1),
     ("sin número fijo", [], 1)],
)  # fmt: skip
def test_los_telefonos_se_separan_y_los_raros_quedan_en_duda(texto, telefonos, dudas):
    valor, anotado = _leer(valores.telefonos, texto)
    assert valor == telefonos
    assert [n for n, _ in anotado] == ["duda"] * dudas


def test_un_numero_de_formula_enorme_o_con_letras_es_un_rechazo():
    for texto in ("99999999999", "12-B", "3000000000"):
        valor, anotado = _leer(valores.entero, texto, "numero")
        assert valor is None
        assert anotado == [("rechazo", "número ilegible")]
    assert _leer(valores.entero, "53.0", "numero")[0] == 53
