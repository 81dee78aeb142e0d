import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captura.importacion.nombres import denominacion, llano, lugar, nombre_propio

NOMBRES = st.text(
    st.sampled_from("ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ abcdeñáé.-'\"ıİßǅ"), max_size=40
)


@pytest.mark.parametrize(
    ("escrito", "mostrado"),
    [
        ("GERARDO DE LA O", "Gerardo de la O"),
        ("MARÍA DE LOS ÁNGELES DEL BOSQUE Y NÚÑEZ", "María de los Ángeles del Bosque y Núñez"),
        ("JOSE RODRIGUEZ PEÑA", "Jose Rodriguez Peña"),
        ("ORTIZ E IRIGOYEN", "Ortiz e Irigoyen"),
        ("DE LA CRUZ IÑAKI", "De la Cruz Iñaki"),
        ("PATRICK MCGREGOR MACÍAS", "Patrick McGregor Macías"),
        ("ANA D'ANGELO O'REILLY", "Ana D'Angelo O'Reilly"),
        ("LUIS PÉREZ-GIL GÜEREÑA", "Luis Pérez-Gil Güereña"),
        ("JUAN VALDÉS III", "Juan Valdés III"),
        ('MA. ELENA "LA GÜERA" CISNEROS', 'Ma. Elena "La Güera" Cisneros'),
        ("J. JESÚS SALAS E", "J. Jesús Salas E"),
        ("Emilio De Hoyos", "Emilio De Hoyos"),
        ("", ""),
    ],
)
def test_los_nombres_en_mayusculas_se_muestran_como_en_espanol(escrito, mostrado):
    assert nombre_propio(escrito) == mostrado


@pytest.mark.parametrize(
    ("escrito", "mostrado"),
    [
        ("VA POR EL DESIERTO", "Va por el Desierto"),
        ("JUNTOS EN COAHUILA", "Juntos en Coahuila"),
        ("MEZ", "MEZ"),
    ],
)
def test_las_siglas_de_un_actor_no_se_bajan(escrito, mostrado):
    assert denominacion(escrito) == mostrado


def test_un_lugar_de_una_palabra_corta_no_es_una_sigla():
    assert lugar("NAZAS") == "Nazas"
    assert lugar("NOMBRE DE DIOS") == "Nombre de Dios"


@given(NOMBRES)
def test_mostrar_un_nombre_no_cambia_sus_letras_ni_sus_acentos(nombre):
    propio = nombre_propio(nombre)
    assert propio.upper() == nombre.upper()
    assert len(propio) == len(nombre)
    for antes, despues in zip(nombre, propio, strict=True):
        assert _acentos(antes) == _acentos(despues)


@given(NOMBRES)
def test_mostrar_dos_veces_un_nombre_da_lo_mismo(nombre):
    assert nombre_propio(nombre_propio(nombre)) == nombre_propio(nombre)


@given(NOMBRES)
def test_para_comparar_no_cuentan_acentos_ni_mayusculas(nombre):
    assert llano(nombre_propio(nombre)) == llano(nombre)
    assert llano(llano(nombre)) == llano(nombre)


def _acentos(letra):
    return [c for c in unicodedata.normalize("NFD", letra) if unicodedata.combining(c)]
