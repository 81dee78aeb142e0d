"""Los textos que explican: se cargan una vez, los edita el personal y se ven sin riesgo."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from candidaturas import explicaciones
from candidaturas.models import Explicacion
from captura.models import Rol, TextoEditable
from captura.servicios.textos import TextoCambiado, editar_texto
from conoceles.comun.formato import con_formato
from tests.almacen import vaciar_redis
from tests.fabricas import AdscripcionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def texto():
    explicaciones.cargar()
    return TextoEditable.objects.get(clave="accesibilidad")


def datos(texto, /, **cambios) -> dict:
    version = texto.actualizado_en.isoformat()
    propios = {"titulo": texto.titulo, "resumen": texto.resumen, "texto": texto.texto}
    return {**propios, "version": version, **cambios}


def editar(texto, /, rol=Rol.COORDINACION, **cambios):
    version = cambios.pop("version", texto.actualizado_en)
    valores = {"titulo": texto.titulo, "resumen": "", "texto": "Uno.", **cambios}
    return editar_texto(
        explicacion=texto, version=version, adscripcion=AdscripcionFactory(rol=rol), **valores
    )


def test_la_carga_inicial_no_pisa_lo_editado(texto):
    cuantos = explicaciones.cargar()
    editar(texto, titulo="Otro título")
    assert explicaciones.cargar() == cuantos == len(explicaciones.CLAVES)
    texto.refresh_from_db()
    assert (texto.titulo, texto.texto) == ("Otro título", "Uno.")


def test_cada_texto_tiene_su_pagina_y_sus_enlaces_internos_existen(client, texto):
    import re

    indice = client.get("/informacion/").text
    for explicacion in Explicacion.objects.all():
        direccion = explicacion.get_absolute_url()
        assert direccion in indice
        respuesta = client.get(direccion)
        assert respuesta.status_code == 200
        assert not respuesta.cookies
        for enlace in re.findall(r'href="(/[^"]*)"', con_formato(explicacion.texto)):
            assert client.get(enlace).status_code == 200, (explicacion.clave, enlace)
    assert client.get("/informacion/no-existe/").status_code == 404


def test_lo_guardado_se_ve_de_inmediato(
    client, texto, settings, django_capture_on_commit_callbacks
):
    settings.CACHE_PUBLICO_SEGUNDOS = 60
    vaciar_redis()
    direccion = texto.get_absolute_url()
    for _ in range(2):
        assert "Palabra nueva" not in client.get(direccion).text
    with django_capture_on_commit_callbacks(execute=True):
        editar(texto, texto="Palabra nueva.")
    assert "Palabra nueva" in client.get(direccion).text


def test_cada_version_queda_con_su_autoria(client, texto, papeles):
    client.force_login(papeles.cuentas["revision"].usuario)
    direccion = reverse("captura:texto_editar", args=[texto.clave])
    assert client.post(direccion, datos(texto, texto="Segunda.")).status_code == 302
    pagina = client.get(direccion).text
    assert str(papeles.cuentas["revision"].usuario) in pagina
    assert "Sistema" in pagina, "la carga inicial no tiene autora"
    assert texto.versiones.count() == 2


def test_ver_como_queda_no_guarda(client, texto, papeles):
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    direccion = reverse("captura:texto_editar", args=[texto.clave])
    respuesta = client.post(direccion, datos(texto, texto="**Fuerte**", titulo="Otro", ver="1"))
    assert "<strong>Fuerte</strong>" in respuesta.text
    antes = texto.titulo
    texto.refresh_from_db()
    assert texto.titulo == antes


def test_guardar_lo_mismo_no_hace_otra_version(texto):
    editar(texto, titulo=texto.titulo, resumen=texto.resumen, texto=texto.texto)
    assert texto.versiones.count() == 1


def test_dos_personas_a_la_vez_no_se_pisan(texto):
    vista = texto.actualizado_en
    editar(texto, texto="La primera.")
    with pytest.raises(TextoCambiado):
        editar(texto, texto="La segunda.", version=vista)
    texto.refresh_from_db()
    assert texto.texto == "La primera."


@pytest.mark.parametrize("rol", [Rol.COMISION, Rol.SECRETARIA, Rol.SISTEMAS])
def test_solo_uttai_los_edita(texto, rol):
    with pytest.raises(PermissionDenied):
        editar(texto, rol=rol)


@pytest.mark.parametrize(
    "cambios",
    [
        {"titulo": ""},
        {"texto": ""},
        {"texto": "x" * 20_001},
        {"titulo": "x" * 121},
        {"version": "ayer"},
        {"texto": "a\0b"},
    ],
)
def test_lo_mal_llenado_se_explica(client, texto, papeles, cambios):
    client.force_login(papeles.cuentas["revision"].usuario)
    direccion = reverse("captura:texto_editar", args=[texto.clave])
    respuesta = client.post(direccion, datos(texto, **cambios))
    assert respuesta.status_code == 200
    assert texto.versiones.count() == 1


@pytest.mark.parametrize(
    "malo",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hola)",
        "![x](https://ajeno.example/x.png)",
        '<a href="/" onclick="x()">x</a>',
        "<iframe src=//ajeno.example></iframe>",
        "<style>p{}</style>",
    ],
)
def test_nada_peligroso_llega_a_la_pagina(malo):
    html = con_formato(malo)
    for prohibido in (
        "<script",
        "<img",
        "<iframe",
        "<style",
        'javascript:"',
        'href="data',
        '<a href="/" on',
    ):
        assert prohibido not in html
    assert 'href="javascript' not in html


def test_el_formato_sencillo_se_respeta():
    html = con_formato("# Uno\n\n## Dos\n\n- a\n- b\n\n**c** [d](/e/)")
    assert "<h1" not in html
    assert "<h2>Uno</h2>" in html
    assert "<li>a</li>" in html
    assert "<strong>c</strong>" in html
    assert 'href="/e/"' in html
