"""La página de una candidatura: hechos para todas, perfil si se publicó, y siempre como texto."""

import re
from datetime import date

import pytest

from candidaturas.models import EstadoDeRegistro, TipoDeCandidatura
from tests.fabricas import (
    CandidaturaFactory,
    CoalicionFactory,
    CompromisoPublicadoFactory,
    PartidoFactory,
    PerfilFactory,
    ProcesoFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def leer(client):
    def leer(candidatura) -> str:
        respuesta = client.get(candidatura.get_absolute_url())
        assert respuesta.status_code == 200
        return " ".join(respuesta.content.decode().split())

    return leer


def test_un_nombre_distinto_en_la_direccion_lleva_a_la_permanente(client):
    candidatura = CandidaturaFactory(nombre="María Peña")
    respuesta = client.get(f"/candidaturas/{candidatura.pk}-otro-nombre/")
    assert respuesta.status_code == 301
    assert respuesta["Location"] == f"/candidaturas/{candidatura.pk}-maria-pena/"


@pytest.mark.parametrize("pk", [0, 999_999, 10**18, 10**30])
def test_una_que_no_existe_es_404(client, pk):
    assert client.get(f"/candidaturas/{pk}-nadie/").status_code == 404


def test_sin_perfil_se_ven_los_hechos_y_que_se_espera(leer):
    texto = leer(CandidaturaFactory(nombre="Ana Inventada", edad=41))
    for dato in ("Ana Inventada", "41 años", "Mujer", "El perfil todavía no se publica"):
        assert dato in texto
    assert "No proporcionó" not in texto


def test_cada_campo_vacio_dice_no_proporciono(leer):
    texto = leer(PerfilFactory(vacio=True).candidatura)
    assert texto.count("No proporcionó") == 14


def test_el_perfil_completo_se_muestra(leer):
    perfil = PerfilFactory(con_foto=True, propuesta_genero="Propuesta de igualdad ficticia.")
    CompromisoPublicadoFactory(candidatura=perfil.candidatura, folio="CF-7")
    texto = leer(perfil.candidatura)
    for dato in (
        perfil.foto.url,
        "Licenciatura",
        "Título",
        "Diplomado ficticio",
        "Motivo ficticio.",
        "Propuesta ficticia una.",
        "Propuesta de igualdad ficticia.",
        "Compromiso ficticio dos.",
        "Firmado el 10 de mayo de 2023",
        "texto de prueba",
        "CF-7",
    ):
        assert dato in texto
    assert "No proporcionó" not in texto


def test_lo_escrito_es_texto_y_nunca_html(leer):
    perfil = PerfilFactory(
        candidatura__nombre='Ana "<b>Inventada</b>',
        candidatura__sobrenombre="<i>x</i>",
        propuesta_1="<script>alert(1)</script>\nSegundo renglón",
        casas_campana=["<img src=x onerror=alert(1)>"],
        cursos=["<b>curso</b>"],
    )
    texto = leer(perfil.candidatura)
    for prohibido in ("<script>alert", "<img src=x", "<b>", "<i>"):
        assert prohibido not in texto
    assert "<p>Segundo renglón</p>" in texto


@pytest.mark.parametrize(
    "direccion",
    ["javascript:alert(1)", "data:text/html,x", "//sitio.example", "http://[roto", "https://"],
)
def test_solo_se_enlazan_sitios(leer, direccion):
    perfil = PerfilFactory(pagina_web="", redes=[direccion])
    assert f'href="{direccion}"' not in leer(perfil.candidatura)


def test_un_sitio_ajeno_se_marca_y_no_recibe_credito(leer):
    texto = leer(PerfilFactory(redes=["https://redes.example.com/persona"]).candidatura)
    enlace = re.search(r'<a href="https://redes.example.com/persona"[^>]*>.*?</a>', texto)[0]
    assert 'rel="nofollow noopener"' in enlace
    assert "(sitio externo)" in enlace


def test_la_formula_se_enlaza(leer):
    titular = CandidaturaFactory()
    suplente = CandidaturaFactory(
        formula=titular.formula, tipo=TipoDeCandidatura.SUPLENTE, nombre="Su Plente"
    )
    assert suplente.get_absolute_url() in leer(titular)
    assert titular.get_absolute_url() in leer(suplente)


def test_quien_disputa_el_lugar_no_es_companera_de_formula(leer):
    titular = CandidaturaFactory()
    duda = CandidaturaFactory(
        formula=titular.formula, nombre="Otra Titular", por_aclarar="Dos titulares en el registro."
    )
    assert "Otra Titular" not in leer(titular)
    assert "Dos titulares en el registro." in leer(duda)


def test_una_coalicion_dice_quienes_la_integran(leer):
    coalicion = CoalicionFactory(
        integrantes=[PartidoFactory(nombre="Partido Uno"), PartidoFactory(nombre="Partido Dos")]
    )
    texto = leer(CandidaturaFactory(formula__actor=coalicion))
    assert "Partido Uno" in texto
    assert "Partido Dos" in texto


def test_la_sustituida_dice_cuando_y_lleva_a_quien_sigue(leer):
    anterior = CandidaturaFactory(
        estado_registro=EstadoDeRegistro.SUSTITUIDA, baja_el=date(2023, 4, 12)
    )
    sucesora = CandidaturaFactory(formula=anterior.formula, sustituye_a=anterior)
    texto = leer(anterior)
    assert "Esta candidatura fue sustituida el 12 de abril de 2023." in texto
    assert sucesora.get_absolute_url() in texto
    assert anterior.get_absolute_url() in leer(sucesora)


@pytest.mark.parametrize(
    ("estado", "frase"),
    [
        (EstadoDeRegistro.RENUNCIA, "La persona renunció a esta candidatura el 2 de mayo"),
        (EstadoDeRegistro.CANCELADA, "El registro de esta candidatura fue cancelado el 2 de mayo"),
    ],
)
def test_la_que_salio_de_la_boleta_lo_dice_con_su_fecha(leer, estado, frase):
    texto = leer(CandidaturaFactory(estado_registro=estado, baja_el=date(2023, 5, 2)))
    assert frase in texto
    assert "todavía no se publica" not in texto


def test_un_archivo_de_nombres_lo_dice(leer):
    proceso = ProcesoFactory(
        clave="viejo", vigente=False, estado="archivado", fuente="Lista oficial", solo_nombres=True
    )
    candidatura = CandidaturaFactory(formula__eleccion__cargo__proceso=proceso, sexo="", edad=None)
    texto = leer(candidatura)
    assert "Este proceso es un archivo" in texto
    assert "Fuente: Lista oficial" in texto
    assert "Sexo" not in texto


def test_los_metadatos_describen_a_la_persona(leer):
    texto = leer(CandidaturaFactory(nombre='Ana "La Jefa" Inventada'))
    assert '<meta property="og:title" content="Ana &quot;La Jefa&quot; Inventada">' in texto
    assert 'name="description"' in texto
    assert "Diputación de mayoría relativa" in texto


def test_las_consultas_no_crecen_con_los_compromisos_ni_los_integrantes(
    client, django_assert_max_num_queries
):
    def contar(cuantos):
        actor = CoalicionFactory(integrantes=PartidoFactory.create_batch(cuantos))
        perfil = PerfilFactory(candidatura__formula__actor=actor)
        for n in range(cuantos):
            CompromisoPublicadoFactory(candidatura=perfil.candidatura, familia=f"Familia {n}")
        with django_assert_max_num_queries(20) as capturadas:
            client.get(perfil.candidatura.get_absolute_url())
        return len(capturadas)

    assert contar(2) == contar(12)
