"""Reportar un error: sin cuenta ni cookie, con límite, y atendido hasta su cierre."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from captura.models import ClaseDeError, EstadoDeReporte, MovimientoDeReporte, ReporteDeError, Rol
from captura.servicios.reportes import ReporteNoAvanza, mover_reporte, recibir_reporte
from captura.views.reportes_publicos import REPORTES_MAXIMOS, SEGUNDOS
from conoceles.comun import almacen
from conoceles.comun.limites import direccion_de, resumen_de
from tests.almacen import vaciar_redis
from tests.fabricas import AdscripcionFactory, CandidaturaFactory

pytestmark = pytest.mark.django_db

DATOS = {"clase": "contacto", "texto": "El teléfono no existe.", "correo": "quien@example.org"}
DE_AQUI = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def sin_intentos_previos():
    almacen._caido_hasta.clear()
    vaciar_redis()


@pytest.fixture
def candidatura():
    return CandidaturaFactory()


def direccion(candidatura) -> str:
    return reverse("reportar", args=[candidatura.pk, candidatura.slug])


def enviar(client, candidatura, **cambios):
    encabezados = {**DE_AQUI, **cambios.pop("headers", {})}
    extra = cambios.pop("extra", {})
    return client.post(direccion(candidatura), {**DATOS, **cambios}, headers=encabezados, **extra)


def test_se_reporta_sin_cuenta_ni_cookie_y_se_recibe_un_folio(client, candidatura):
    pagina = client.get(direccion(candidatura))
    respuesta = enviar(client, candidatura)
    acuse = client.get(respuesta.url)
    reporte = ReporteDeError.objects.get()
    assert respuesta.status_code == 302
    assert reporte.folio in acuse.text
    assert (reporte.estado, reporte.texto) == ("abierto", DATOS["texto"])
    for cada in (pagina, respuesta, acuse):
        assert not cada.cookies
        assert "cookie" not in cada.get("Vary", "").lower()


def test_el_acuse_no_dice_lo_que_se_escribio_ni_quien(client, candidatura):
    acuse = client.get(enviar(client, candidatura).url).text
    assert DATOS["texto"] not in acuse
    assert DATOS["correo"] not in acuse


@pytest.mark.parametrize("folio", ["REP-2023-NADA-NADA-NADA", "' OR 1=1", "a\0b", "x" * 10_000])
def test_un_folio_ajeno_o_inventado_no_existe(client, candidatura, folio):
    enviar(client, candidatura)
    ajena = direccion(CandidaturaFactory())
    suyo = ReporteDeError.objects.get().folio
    assert client.get(direccion(candidatura), {"folio": folio}).status_code == 404
    assert client.get(ajena, {"folio": suyo}).status_code == 404


@pytest.mark.parametrize(
    "cambios",
    [
        {"clase": "inventada"},
        {"clase": ""},
        {"texto": ""},
        {"texto": "mal"},
        {"texto": "muy largo " * 200},
        {"texto": "con nulo\0 dentro"},
        {"correo": "no es correo"},
        {"asunto_2": "compre aquí"},
    ],
)
def test_lo_mal_llenado_se_explica_y_no_se_guarda(client, candidatura, cambios):
    respuesta = enviar(client, candidatura, **cambios)
    assert respuesta.status_code == 200
    assert "Error:" in respuesta.text
    assert not ReporteDeError.objects.exists()


def test_la_trampa_no_la_ven_las_personas(client, candidatura):
    texto = client.get(direccion(candidatura)).text
    inicio = texto.index(
        'aria-hidden="true">', texto.index("visually-hidden", texto.index("<form"))
    )
    assert 'name="asunto_2"' in texto[inicio : inicio + 900]
    assert 'tabindex="-1"' in texto[inicio : inicio + 900]


def test_desde_otro_sitio_no_se_acepta(client, candidatura):
    assert enviar(client, candidatura, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post(direccion(candidatura), DATOS).status_code == 403
    assert not ReporteDeError.objects.exists()


def test_pasado_el_limite_se_pide_esperar_y_lo_escrito_se_conserva(client, candidatura):
    for _ in range(REPORTES_MAXIMOS):
        assert enviar(client, candidatura).status_code == 302
    respuesta = enviar(client, candidatura, texto="Lo que ya escribí.")
    assert respuesta.status_code == 429
    assert "Lo que ya escribí." in respuesta.text
    assert respuesta["Retry-After"] == str(SEGUNDOS)
    assert ReporteDeError.objects.count() == REPORTES_MAXIMOS
    otra_persona = enviar(client, candidatura, extra={"REMOTE_ADDR": "203.0.113.9"})
    assert otra_persona.status_code == 302


def test_un_error_al_llenarlo_no_gasta_intentos(client, candidatura):
    for _ in range(REPORTES_MAXIMOS + 1):
        enviar(client, candidatura, texto="")
    assert enviar(client, candidatura).status_code == 302


def test_de_la_direccion_solo_queda_un_resumen_y_por_minutos(client, candidatura):
    enviar(client, candidatura, extra={"REMOTE_ADDR": "203.0.113.7"})
    claves = almacen.intentar(lambda r: r.keys("conoceles:limite:*"), si_falla=[])
    assert len(claves) == 1
    assert b"203.0.113.7" not in claves[0]
    vida = almacen.intentar(lambda r: r.ttl(claves[0]), si_falla=0)
    assert 0 < vida <= SEGUNDOS


def test_una_red_ipv6_cuenta_como_una_y_lo_ilegible_no_rompe(rf, settings):
    assert resumen_de("2001:db8::1") == resumen_de("2001:db8::ffff")
    assert resumen_de("2001:db8:0:1::1") != resumen_de("2001:db8::1")
    assert resumen_de("basura") == resumen_de("")
    peticion = rf.get("/", headers={"x-forwarded-for": "9.9.9.9, 203.0.113.1"})
    assert direccion_de(peticion) == "127.0.0.1", "sin intermediarios de confianza no se le cree"
    settings.INTERMEDIARIOS_DE_CONFIANZA = 1
    assert direccion_de(peticion) == "203.0.113.1"


def test_con_redis_caido_se_puede_reportar(client, candidatura, settings):
    settings.REDIS_URL = "unix:///no/existe.sock?db=0"
    for _ in range(REPORTES_MAXIMOS + 1):
        assert enviar(client, candidatura).status_code == 302


def test_de_lo_que_no_es_publico_no_se_reporta(client, candidatura):
    candidatura.proceso.estado = "en_preparacion"
    candidatura.proceso.save()
    assert client.get(direccion(candidatura)).status_code == 404
    assert enviar(client, candidatura).status_code == 404


def test_la_direccion_con_otro_nombre_lleva_a_la_buena(client, candidatura):
    respuesta = client.get(f"/candidaturas/{candidatura.pk}-otro/reportar/")
    assert (respuesta.status_code, respuesta.url) == (301, direccion(candidatura))


# --- Atender ----------------------------------------------------------------------------------
@pytest.fixture
def reporte(candidatura):
    recibido = recibir_reporte(
        candidatura=candidatura, clase=ClaseDeError.TEXTO, texto="Está cortado.", correo="a@b.mx"
    )
    return ReporteDeError.objects.get(folio=recibido.folio)


def test_se_atiende_hasta_cerrarlo_y_queda_su_historia(reporte):
    adscripcion = AdscripcionFactory(rol=Rol.REVISION)
    for hacia, nota in (("en_atencion", ""), ("cerrado", "Se corrigió.")):
        mover_reporte(
            reporte=reporte, hacia=EstadoDeReporte(hacia), nota=nota, adscripcion=adscripcion
        )
    reporte.refresh_from_db()
    assert reporte.estado == "cerrado"
    assert reporte.correo == "", "al cerrar se borra el correo de quien reportó"
    assert [m.hacia for m in reporte.movimientos.all()] == ["en_atencion", "cerrado"]
    with pytest.raises(ReporteNoAvanza):
        mover_reporte(
            reporte=reporte, hacia=EstadoDeReporte.CERRADO, nota="Otra.", adscripcion=adscripcion
        )


def test_no_se_cierra_sin_decir_que_se_hizo(reporte):
    adscripcion = AdscripcionFactory(rol=Rol.COORDINACION)
    with pytest.raises(ReporteNoAvanza, match="qué se hizo"):
        mover_reporte(
            reporte=reporte, hacia=EstadoDeReporte.CERRADO, nota="  ", adscripcion=adscripcion
        )
    reporte.refresh_from_db()
    assert (reporte.estado, reporte.correo) == ("abierto", "a@b.mx")


@pytest.mark.parametrize("rol", [Rol.COMISION, Rol.SECRETARIA, Rol.SISTEMAS])
def test_solo_uttai_atiende(reporte, rol):
    with pytest.raises(PermissionDenied):
        mover_reporte(
            reporte=reporte,
            hacia=EstadoDeReporte.CERRADO,
            nota="No.",
            adscripcion=AdscripcionFactory(rol=rol),
        )


def test_la_historia_no_se_reescribe(reporte):
    mover_reporte(
        reporte=reporte,
        hacia=EstadoDeReporte.CERRADO,
        nota="Listo.",
        adscripcion=AdscripcionFactory(rol=Rol.REVISION),
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        MovimientoDeReporte.objects.update(nota="Otra cosa.")


def test_en_pantalla_se_atiende_y_un_cierre_sin_nota_se_explica(client, papeles, reporte):
    client.force_login(papeles.cuentas["revision"].usuario)
    assert reporte.folio in client.get(reverse("captura:reportes")).text
    mover = reverse("captura:reporte_mover", args=[reporte.folio])
    assert "escriba qué se hizo" in client.post(mover, {"hacia": "cerrado"}).text
    assert client.post(mover, {"hacia": "cerrado", "nota": "Se corrigió."}).status_code == 302
    assert "Se corrigió." in client.get(reverse("captura:reporte", args=[reporte.folio])).text
    assert client.get(reverse("captura:reportes") + "?estado=x").status_code == 404
