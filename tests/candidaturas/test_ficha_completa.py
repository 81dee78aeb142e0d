"""Lo que se desprende de una candidatura: historia, fotografía, PDF, QR, imagen y datos enlazados.

Nada de ello dice más que la página: ni antes de publicar ni después de retirar.
"""

import io
import json
import re
from datetime import UTC, date, datetime

import numpy as np
import pytest
import zxingcpp
from django.core.files.base import ContentFile
from PIL import Image

from candidaturas.documento import _contenido
from candidaturas.fichas import ficha, pedida_desde
from candidaturas.models import CambioDePerfil, ClaseDeCambio, EstadoDeRegistro
from candidaturas.qr import MARGEN, codigo_qr
from captura.fotografias import copias
from tests.fabricas import CandidaturaFactory, PerfilFactory, ProcesoFactory, imagen

pytestmark = pytest.mark.django_db

LUNES = datetime(2023, 5, 8, 18, tzinfo=UTC)
MARTES = datetime(2023, 5, 9, 18, tzinfo=UTC)
ARCHIVOS = {"ficha.pdf": "application/pdf", "qr.svg": "image/svg+xml", "og.png": "image/png"}


@pytest.fixture
def leer(client):
    def leer(candidatura, parametros=None) -> str:
        respuesta = client.get(candidatura.get_absolute_url(), parametros)
        assert respuesta.status_code == 200
        return " ".join(respuesta.content.decode().split())

    return leer


def con_copias(perfil):
    """Las medidas de la fotografía, como las deja `publicar`."""
    datos = imagen(lado=700)
    perfil.foto_anchos = list(copias(datos))
    for ancho, formatos in copias(datos).items():
        for formato, contenido in formatos.items():
            nombre = f"{perfil.foto.name.rpartition('.')[0]}-{ancho}.{formato}"
            perfil.foto.storage.save(nombre, ContentFile(contenido))
    perfil.save()
    return perfil


def lo_escrito(perfil) -> str:
    """Lo que dice el PDF de la ficha."""
    candidatura = perfil if not hasattr(perfil, "candidatura") else perfil.candidatura
    contenido = _contenido(
        ficha(candidatura, con_perfil=True, direccion="https://sitio.example/x/"),
        "https://sitio.example/x/",
        con_foto=False,
    )
    return json.dumps(contenido, ensure_ascii=False)


# --- Lo que falta y desde cuándo -------------------------------------------------------------
def test_lo_que_falta_dice_desde_cuando_se_pide(leer):
    perfil = PerfilFactory(vacio=True, candidatura__registrada_el=date(2023, 3, 31))
    assert leer(perfil.candidatura).count("(se pide desde el 31 de marzo de 2023)") == 14


def test_sin_fecha_de_registro_se_cuenta_desde_la_apertura_en_hora_local():
    proceso = ProcesoFactory(publico_desde=datetime(2023, 4, 2, 3, tzinfo=UTC))
    candidatura = CandidaturaFactory(formula__eleccion__cargo__proceso=proceso, registrada_el=None)
    assert pedida_desde(candidatura) == date(2023, 4, 1)


# --- Historia --------------------------------------------------------------------------------
def test_la_historia_dice_que_campos_y_cuando_lo_mas_reciente_primero(leer):
    perfil = PerfilFactory()
    for campo, momento, clase in (
        ("propuesta_1", LUNES, ClaseDeCambio.PUBLICADO),
        ("cursos", LUNES, ClaseDeCambio.PUBLICADO),
        ("propuesta_1", MARTES, ClaseDeCambio.CAMBIO),
    ):
        CambioDePerfil.objects.create(
            candidatura=perfil.candidatura, campo=campo, momento=momento, clase=clase
        )
    texto = leer(perfil.candidatura)
    cambio, publicacion = (
        "Cambió: propuesta 1.",
        "Se publicó: propuesta 1; otra formación académica.",
    )
    assert texto.index(cambio) < texto.index(publicacion)
    assert "Último cambio:" in texto


def test_un_perfil_retirado_dice_cuando_y_no_lo_que_decia(leer):
    perfil = PerfilFactory(propuesta_1="Lo que ya no debe leerse")
    candidatura = perfil.candidatura
    perfil.delete()
    CambioDePerfil.objects.create(
        candidatura=candidatura, campo="perfil", momento=LUNES, clase=ClaseDeCambio.RETIRADO
    )
    texto = leer(candidatura)
    assert "dejó de publicarse el" in texto
    assert "8 de mayo de 2023" in texto
    assert "ya no debe leerse" not in texto


def test_si_los_perfiles_ya_no_se_muestran_la_historia_tampoco(leer):
    perfil = PerfilFactory()
    CambioDePerfil.objects.create(
        candidatura=perfil.candidatura, campo="cursos", momento=LUNES, clase="publicado"
    )
    proceso = perfil.candidatura.proceso
    proceso.parametros.create(clave="perfiles_tras_cierre", valor="no")
    proceso.estado = "cerrado"
    proceso.save()
    assert "Historia de este perfil" not in leer(perfil.candidatura)


# --- Fotografía ------------------------------------------------------------------------------
def test_la_foto_se_ofrece_en_cada_formato_y_ancho(leer):
    perfil = con_copias(PerfilFactory(con_foto=True))
    texto = leer(perfil.candidatura)
    assert re.findall(r'<source type="image/(\w+)"', texto) == ["avif", "webp", "jpeg"]
    for direccion in re.findall(r"(/medios/\S+) (?:160|320|480)w", texto):
        assert perfil.foto.storage.exists(direccion.removeprefix("/medios/")), direccion


def test_una_foto_publicada_sin_copias_se_sigue_viendo(leer):
    perfil = PerfilFactory(con_foto=True)
    texto = leer(perfil.candidatura)
    assert f'src="{perfil.foto.url}"' in texto
    assert "<source" not in texto


# --- PDF, QR e imagen ------------------------------------------------------------------------
@pytest.mark.parametrize(("archivo", "tipo"), ARCHIVOS.items())
def test_cada_archivo_sale_con_y_sin_perfil(client, archivo, tipo):
    completo = con_copias(PerfilFactory(con_foto=True)).candidatura
    for candidatura in (completo, PerfilFactory(vacio=True).candidatura, CandidaturaFactory()):
        respuesta = client.get(f"{candidatura.get_absolute_url()}{archivo}")
        assert respuesta.status_code == 200
        assert respuesta["Content-Type"].startswith(tipo)
        assert "Cookie" not in respuesta.get("Vary", "")


@pytest.mark.parametrize("archivo", ARCHIVOS)
def test_cada_archivo_sigue_el_nombre_permanente_y_no_existe_sin_candidatura(client, archivo):
    candidatura = CandidaturaFactory(nombre="María Peña")
    respuesta = client.get(f"/candidaturas/{candidatura.pk}-otro/{archivo}")
    assert (respuesta.status_code, respuesta["Location"]) == (
        301,
        f"/candidaturas/{candidatura.pk}-maria-pena/{archivo}",
    )
    assert client.get(f"/candidaturas/0-nadie/{archivo}").status_code == 404


@pytest.mark.parametrize("archivo", ARCHIVOS)
def test_ningun_archivo_se_adelanta_al_proceso(client, archivo):
    proceso = ProcesoFactory(estado="en_preparacion", vigente=False, clave="otro")
    candidatura = CandidaturaFactory(formula__eleccion__cargo__proceso=proceso)
    assert client.get(f"{candidatura.get_absolute_url()}{archivo}").status_code == 404


def test_el_pdf_dice_lo_que_la_pagina_y_nada_mas():
    perfil = PerfilFactory(propuesta_1="Agua para todas", cursos=[])
    escrito = lo_escrito(perfil)
    assert "Agua para todas" in escrito
    assert "No proporcionó. Se pide desde el" in escrito
    candidatura = perfil.candidatura
    perfil.delete()
    candidatura = type(candidatura).objects.get(pk=candidatura.pk)
    escrito = lo_escrito(candidatura)
    assert "Agua para todas" not in escrito
    assert "El perfil todavía no se publica" in escrito


def test_el_pdf_es_etiquetado_y_siempre_el_mismo(client):
    perfil = con_copias(
        PerfilFactory(con_foto=True, propuesta_1="Con emoji 🎉 y #marcas $ de * Typst")
    )
    direccion = f"{perfil.candidatura.get_absolute_url()}ficha.pdf"
    primero, segundo = client.get(direccion).content, client.get(direccion).content
    assert primero == segundo
    assert b"pdfuaid:part" in primero
    assert b"/StructTreeRoot" in primero


def test_el_pdf_sale_aunque_falte_el_archivo_de_la_foto(client):
    perfil = PerfilFactory(con_foto=True)
    perfil.foto.storage.delete(perfil.foto.name)
    respuesta = client.get(f"{perfil.candidatura.get_absolute_url()}ficha.pdf")
    assert respuesta.status_code == 200


def test_el_pdf_de_la_demostracion_lo_dice(settings):
    settings.ES_DEMO = True
    assert "DEMOSTRACIÓN: personas ficticias" in lo_escrito(PerfilFactory())


def test_la_imagen_no_cambia_al_publicar_ni_lleva_color_de_nadie(client):
    candidatura = CandidaturaFactory(nombre="Ana " + "Larguísima " * 12)
    direccion = f"{candidatura.get_absolute_url()}og.png"
    antes = client.get(direccion).content
    con_copias(PerfilFactory(candidatura=candidatura, con_foto=True))
    assert client.get(direccion).content == antes
    with Image.open(io.BytesIO(antes)) as vista:
        assert vista.size == (1200, 630)
        for _, (rojo, verde, azul) in vista.convert("RGB").getcolors():
            assert max(rojo, verde, azul) - min(rojo, verde, azul) < 40, "solo tinta y papel"


def test_el_qr_es_el_de_la_direccion():
    direccion = "https://sitio.example/candidaturas/1-ana/"
    codigo = codigo_qr(direccion)
    dibujo = np.full((codigo.lado, codigo.lado), 255, dtype=np.uint8)
    for x, y, largo in re.findall(r"M(\d+) (\d+)\.5h(\d+)", codigo.trazo):
        dibujo[int(y), int(x) : int(x) + int(largo)] = 0
    # El margen, sin pintar por los cuatro lados.
    ys, xs = np.nonzero(dibujo == 0)
    assert [ys.min(), xs.min()] == [MARGEN, MARGEN]
    assert [ys.max(), xs.max()] == [codigo.lado - MARGEN - 1] * 2
    leidos = zxingcpp.read_barcodes(dibujo.repeat(4, axis=0).repeat(4, axis=1))
    assert [leido.text for leido in leidos] == [direccion]


def test_el_svg_del_qr_escapa_el_nombre(client):
    candidatura = CandidaturaFactory(nombre="Ana <script>x</script>")
    svg = client.get(f"{candidatura.get_absolute_url()}qr.svg").content.decode()
    assert "<script" not in svg


# --- Datos enlazados y metadatos -------------------------------------------------------------
def enlazados(texto: str) -> dict:
    bloque = re.search(r'<script type="application/ld\+json">(.*?)</script>', texto)
    return json.loads(bloque[1])


def test_los_datos_enlazados_describen_a_la_persona(leer):
    candidatura = CandidaturaFactory(nombre="Ana Inventada", sobrenombre="La Maestra")
    datos = enlazados(leer(candidatura))
    assert (datos["@type"], datos["name"]) == ("Person", "Ana Inventada")
    assert datos["alternateName"] == "La Maestra"
    assert datos["url"].endswith(candidatura.get_absolute_url())


def test_los_datos_enlazados_no_dejan_cerrar_el_bloque(leer):
    nombre = "Ana</script><script>alert(1)</script>"
    texto = leer(CandidaturaFactory(nombre=nombre))
    assert "<script>alert" not in texto
    assert enlazados(texto)["name"] == nombre


def test_los_datos_enlazados_no_llevan_perfil_ni_datos_sensibles(leer):
    datos = enlazados(leer(PerfilFactory().candidatura))
    assert set(datos) <= {
        "@context", "@type", "@id", "url", "name", "alternateName", "description", "image",
        "affiliation",
    }  # fmt: skip


def test_la_letra_grande_es_otra_hoja_y_no_cambia_la_direccion_permanente(leer):
    candidatura = CandidaturaFactory()
    grande = leer(candidatura, {"letra": "grande"})
    assert "css/letra-grande" in grande
    assert re.search(r'rel="canonical" href="[^"?]+"', grande)
    assert "css/letra-grande" not in leer(candidatura, {"letra": "x" * 5000})


def test_la_sustituida_tambien_lo_dice_en_el_pdf():
    candidatura = CandidaturaFactory(
        estado_registro=EstadoDeRegistro.RENUNCIA, baja_el=date(2023, 5, 2)
    )
    assert "La persona renunció a esta candidatura el 2 de mayo de 2023." in lo_escrito(candidatura)
