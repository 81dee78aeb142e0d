"""Leer la bitácora: quién, qué, cuándo, antes y después; y lo que nadie debe leer en ella."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from captura.auditoria import cambios_de
from captura.bitacora import a_nombre_de, anotar
from captura.models import Acto, ClaseDeActo
from captura.servicios.captura import guardar_cuestionario
from conoceles.comun import reloj

ANTES, DESPUES = "Agua limpia. " * 30, "Agua limpia y calles. " * 20
MARCA = "marca-que-no-debe-salir"


@pytest.fixture
def guardado(papeles):
    """Dos guardados de la propia y uno de la coalición."""
    for cuantos, (cuestionario, texto) in enumerate(
        [(papeles.propio, ANTES), (papeles.propio, DESPUES), (papeles.cuestionario, ANTES)]
    ):
        cuestionario.refresh_from_db()
        with reloj.en(datetime(2023, 4, 20 + cuantos, 15, tzinfo=UTC)):
            guardar_cuestionario(
                cuestionario=cuestionario,
                campos={"propuesta_1": texto},
                version=cuestionario.version,
                adscripcion=papeles.cuentas["enlace"],
            )
    return papeles


def leer(client, papeles, papel, consulta="", ruta="captura:bitacora"):
    client.force_login(papeles.cuentas[papel].usuario)
    return client.get(f"{reverse(ruta)}{consulta}")


def ultimo(papeles):
    return Acto.objects.filter(candidatura=papeles.propio.candidatura).latest("registrado_en")


def test_el_acto_dice_antes_y_despues(guardado, client):
    acto = ultimo(guardado)
    [cambio] = [c for c in cambios_de(acto) if c.campo == "Propuesta 1"]
    assert (cambio.antes, cambio.despues) == (ANTES.strip(), DESPUES.strip())
    client.force_login(guardado.cuentas["revision"].usuario)
    pagina = client.get(reverse("captura:acto", args=[acto.pk])).text
    assert "<ins>" in pagina
    assert "Antes" in pagina
    assert guardado.cuentas["enlace"].usuario.nombre in pagina


def test_un_acto_no_ensena_lo_que_otra_transaccion_cambio(guardado):
    primero = Acto.objects.filter(candidatura=guardado.propio.candidatura).earliest("pk")
    [cambio] = [c for c in cambios_de(primero) if c.campo == "Propuesta 1"]
    assert cambio.despues == ANTES.strip()


def test_el_enlace_lee_lo_de_su_actor_y_nada_mas(guardado, client):
    """B integra la coalición, pero captura A: B no lee lo que A hizo."""
    assert leer(client, guardado, "enlace").context["pagina"].paginator.count == 3
    for papel in ("enlace_de_coalicion_que_lee", "otro_enlace"):
        assert leer(client, guardado, papel).context["pagina"].paginator.count == 0
    assert leer(client, guardado, "coordinacion").context["pagina"].paginator.count == 3


def test_a_los_actores_no_se_les_dice_quien_del_instituto(guardado, client):
    revision = guardado.cuentas["revision"].usuario
    revision.nombre = "Revisora Inventada"
    revision.save()
    anotar(
        clase=ClaseDeActo.DIFUSION,
        proceso=guardado.proceso,
        actor=guardado.a,
        autor=revision,
    )
    pagina = leer(client, guardado, "enlace").text
    assert revision.nombre not in pagina
    assert "Instituto (UTTAI)" in pagina
    assert revision.nombre in leer(client, guardado, "coordinacion").text


@pytest.mark.parametrize(
    ("consulta", "cuantos"),
    [
        ("?clase=guardado", 3),
        ("?clase=publicacion", 0),
        ("?clase=inventada", 3),
        ("?desde=2023-04-21", 2),
        ("?desde=2023-04-21&hasta=2023-04-21", 1),
        ("?hasta=ayer", 3),
        ("?persona=nadie", 0),
    ],
)
def test_filtros(guardado, client, consulta, cuantos):
    assert leer(client, guardado, "revision", consulta).context["pagina"].paginator.count == cuantos


def test_filtros_por_persona_candidatura_y_actor(guardado, client):
    persona = guardado.cuentas["enlace"].usuario.nombre
    nombre = guardado.propio.candidatura.nombre.upper()
    for consulta, cuantos in (
        (f"?persona={persona}", 3),
        (f"?candidatura={nombre}", 2),
        (f"?actor={guardado.coalicion.pk}", 1),
        (f"?actor={guardado.b.pk}", 0),
    ):
        pagina = leer(client, guardado, "revision", consulta).context["pagina"]
        assert pagina.paginator.count == cuantos, consulta


def test_sistemas_lee_quien_y_cuando_pero_nada_de_lo_que_se_escribio(guardado, client):
    anotar(
        clase=ClaseDeActo.PAUSA,
        proceso=guardado.proceso,
        candidatura=guardado.propio.candidatura,
        autor=guardado.cuentas["revision"].usuario,
        datos={"motivo": MARCA},
    )
    assert MARCA in leer(client, guardado, "revision").text
    for ruta in ("captura:bitacora", "captura:bitacora_csv"):
        respuesta = leer(client, guardado, "sistemas", ruta=ruta)
        assert respuesta.status_code == 200
        assert MARCA not in respuesta.content.decode()


def test_de_un_acto_solo_sale_lo_que_se_dijo_que_sale(guardado, client):
    """Lo demás que lleve un acto (una respuesta, un correo, una ficha) no tiene por dónde salir."""
    acto = anotar(
        clase=ClaseDeActo.DIFUSION,
        proceso=guardado.proceso,
        candidatura=guardado.propio.candidatura,
        autor=None,
        datos={"respuesta": MARCA, "correo": MARCA, "ficha": MARCA},
    )
    for papel in ("enlace", "revision"):
        client.force_login(guardado.cuentas[papel].usuario)
        assert MARCA not in client.get(reverse("captura:acto", args=[acto.pk])).text
        assert MARCA not in leer(client, guardado, papel).text
        hoja = leer(client, guardado, papel, ruta="captura:bitacora_csv")
        assert MARCA not in hoja.content.decode()


def test_lo_que_cambio_de_otra_candidatura_no_sale_en_este_acto(guardado):
    """Una transacción mueve dos candidaturas; cada acto enseña la suya."""
    with a_nombre_de(guardado.cuentas["revision"].usuario):
        for cuestionario in (guardado.propio, guardado.cuestionario):
            cuestionario.refresh_from_db()
            cuestionario.propuesta_2 = f"{cuestionario.pk} " * 100
            cuestionario.save()
        acto = anotar(
            clase=ClaseDeActo.DIFUSION,
            proceso=guardado.proceso,
            candidatura=guardado.propio.candidatura,
            autor=None,
        )
    textos = " ".join(c.despues for c in cambios_de(acto))
    assert f"{guardado.propio.pk} " * 3 in textos
    assert f"{guardado.cuestionario.pk} " * 3 not in textos


def test_la_hoja_no_lleva_formulas(guardado, client):
    usuario = guardado.cuentas["enlace"].usuario
    usuario.nombre = "=HYPERLINK(1)"
    usuario.save()
    hoja = leer(client, guardado, "revision", "?clase=guardado", ruta="captura:bitacora_csv")
    filas = list(csv.DictReader(io.StringIO(hoja.content.decode("utf-8-sig"))))
    assert len(filas) == 3
    assert {f["quien"] for f in filas} == {"'=HYPERLINK(1)"}


def test_una_hoja_demasiado_larga_se_rehusa_con_palabras(guardado, client, monkeypatch):
    monkeypatch.setattr("captura.views.bitacora.RENGLONES_DE_HOJA", 2)
    client.force_login(guardado.cuentas["revision"].usuario)
    respuesta = client.get(reverse("captura:bitacora_csv"), follow=True)
    assert "acote las fechas" in respuesta.text


def test_las_consultas_no_crecen_con_los_actos(guardado, client, django_assert_max_num_queries):
    for _ in range(30):
        anotar(
            clase=ClaseDeActo.DIFUSION,
            proceso=guardado.proceso,
            candidatura=guardado.propio.candidatura,
            autor=guardado.cuentas["enlace"].usuario,
        )
    client.force_login(guardado.cuentas["revision"].usuario)
    with django_assert_max_num_queries(16):
        client.get(reverse("captura:bitacora"))
