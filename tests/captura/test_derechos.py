"""Solicitudes de derechos: folio, identificación, plazos en días hábiles, resolución y efecto."""

import io
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from candidaturas.models import EstadoDeRegistro, Parametro
from captura.escaneos import Pagina
from captura.identidad import contenido_de_partida
from captura.models import (
    AccesoAIdentidad,
    ActaDeSupresion,
    Acto,
    ClaseDeActo,
    Correo,
    Derecho,
    DiaInhabil,
    EnlaceDeEntrega,
    Rol,
    Sentido,
    SolicitudDeDerechos,
)
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.servicios.derechos import (
    SolicitudNoProcede,
    cumplir_solicitud,
    registrar_solicitud,
    resolver_solicitud,
    suprimir_lo_suyo,
)
from captura.servicios.entregas import enviar_enlace
from conoceles.comun import reloj
from tests.captura.test_identidad import contestar, firmar
from tests.fabricas import AdscripcionFactory, documento, imagen

pytestmark = pytest.mark.django_db
# Viernes. El lunes 1 de mayo será inhábil.
VIERNES = datetime(2023, 4, 28, 12, tzinfo=ZoneInfo("America/Mexico_City"))
PIDE = "Que se corrija mi escolaridad: dice primaria y es secundaria."


@pytest.fixture
def viernes():
    with reloj.en(VIERNES):
        yield VIERNES.date()


@pytest.fixture
def cortos(papeles):
    """Tres días hábiles para responder y dos para cumplir."""
    for clave, valor in (
        ("derechos_dias_para_responder", "3"),
        ("derechos_dias_para_cumplir", "2"),
    ):
        Parametro.objects.create(
            proceso=papeles.proceso, clave=clave, valor=valor, cita="Por confirmar"
        )
    DiaInhabil.objects.create(dia=date(2023, 5, 1), motivo="Ejemplo")


def registrar(papeles, quien="candidata", **cambios) -> SolicitudDeDerechos:
    return registrar_solicitud(
        **{
            "candidatura": papeles.cuestionario.candidatura,
            "derecho": Derecho.RECTIFICACION,
            "solicitante": "Persona Ficticia",
            "pide": PIDE,
            "identificacion": Pagina.de(imagen()),
            "recibida_el": reloj.hoy(),
            "adscripcion": papeles.cuentas[quien],
            **cambios,
        }
    )


def resolver(papeles, solicitud, sentido=Sentido.PROCEDENTE, *, quien="coordinacion"):
    return resolver_solicitud(
        solicitud=solicitud,
        sentido=sentido,
        motivo="Acreditó quién es.",
        adscripcion=papeles.cuentas[quien],
    )


def cumplir(papeles, solicitud, *, quien="coordinacion"):
    return cumplir_solicitud(
        solicitud=solicitud,
        efecto="Se corrigió y se publicó.",
        referencia="ACU-2023",
        adscripcion=papeles.cuentas[quien],
    )


def test_de_que_se_recibe_a_que_se_cumple(papeles, cortos, viernes):
    solicitud = registrar(papeles)
    assert solicitud.folio.startswith("DER-2023-")
    # Sin contar el viernes, el fin de semana ni el lunes inhábil.
    assert solicitud.responder_el == date(2023, 5, 4)
    resuelta = resolver(papeles, solicitud)
    assert resuelta.cumplir_el == date(2023, 5, 3)
    assert resuelta.situacion[1] == "Por hacerse efectiva"
    hecha = cumplir(papeles, solicitud)
    assert (hecha.situacion[1], hecha.vence_el) == ("Concluida", None)
    actos = Acto.objects.filter(candidatura=solicitud.candidatura).order_by("pk")
    assert [a.clase for a in actos] == [
        ClaseDeActo.SOLICITUD_DE_DERECHOS,
        ClaseDeActo.RESOLUCION_DE_DERECHOS,
        ClaseDeActo.EFECTO_DE_DERECHOS,
    ]
    assert all(a.datos["folio"] == solicitud.folio for a in actos)
    assert "primaria" not in str([a.datos for a in actos])


def test_los_dias_son_habiles_aunque_el_proceso_cuente_naturales(papeles, cortos, viernes):
    Parametro.objects.create(
        proceso=papeles.proceso, clave="plazos_en_dias_habiles", valor="no", cita="x"
    )
    assert registrar(papeles).responder_el == date(2023, 5, 4)


def test_la_improcedente_no_se_hace_efectiva(papeles):
    solicitud = resolver(papeles, registrar(papeles), Sentido.IMPROCEDENTE)
    assert solicitud.vence_el is None
    with pytest.raises(SolicitudNoProcede, match="no espera"):
        cumplir(papeles, solicitud)
    with pytest.raises(SolicitudNoProcede, match="ya se resolvió"):
        resolver(papeles, solicitud)


def test_lo_vencido_se_dice_en_la_lista_y_en_la_cola(papeles, cortos, viernes, client):
    registrar(papeles)
    client.force_login(papeles.cuentas["revision"].usuario)
    cola, lista = reverse("captura:inicio"), reverse("captura:derechos")
    assert "por atender: 1" in client.get(cola).text
    assert "vencidas" not in client.get(cola).text
    ultimo = VIERNES + timedelta(days=6)
    with reloj.en(ultimo):
        assert "Vencida" not in client.get(lista).text
    with reloj.en(ultimo + timedelta(days=1)):
        assert "vencidas: 1" in client.get(cola).text
        assert "Vencida" in client.get(lista).text


def test_la_fecha_de_quien_pide_por_si_misma_es_la_de_hoy(papeles, viernes):
    assert registrar(papeles, recibida_el=date(2020, 1, 1)).recibida_el == viernes
    por_escrito = registrar(papeles, "revision", recibida_el=date(2023, 4, 26))
    assert por_escrito.recibida_el == date(2023, 4, 26)
    with pytest.raises(SolicitudNoProcede, match="futura"):
        registrar(papeles, "revision", recibida_el=viernes + timedelta(days=1))


@pytest.mark.parametrize(
    "quien",
    ["enlace", "capturista", "otro_enlace", "enlace_de_coalicion_que_lee", "comision", "sistemas"],
)
def test_ni_su_actor_ni_nadie_mas_registra_ni_resuelve(papeles, quien):
    with pytest.raises(PermissionDenied):
        registrar(papeles, quien)
    solicitud = registrar(papeles)
    with pytest.raises((PermissionDenied, SolicitudDeDerechos.DoesNotExist)):
        resolver(papeles, solicitud, quien=quien)


@pytest.mark.parametrize("quien", ["candidata", "revision"])
def test_solo_coordinacion_resuelve_y_cumple(papeles, quien):
    solicitud = registrar(papeles)
    with pytest.raises(PermissionDenied):
        resolver(papeles, solicitud, quien=quien)
    resolver(papeles, solicitud)
    with pytest.raises(PermissionDenied):
        cumplir(papeles, solicitud, quien=quien)


def test_su_actor_no_se_entera_por_la_bitacora_ni_por_la_historia(papeles, client):
    resolver(papeles, registrar(papeles))
    for papel, la_ve in (("coordinacion", True), ("enlace", False)):
        client.force_login(papeles.cuentas[papel].usuario)
        bitacora = client.get(reverse("captura:bitacora")).text
        # La clase está siempre entre las opciones del filtro.
        assert (bitacora.count("Solicitud de derechos ARCO") > 1) == la_ve, papel
    for papel in ("enlace", "capturista"):
        client.force_login(papeles.cuentas[papel].usuario)
        perfil = client.get(reverse("captura:cuestionario", args=[papeles.cuestionario.pk]))
        assert perfil.status_code == 200
        assert "derechos ARCO" not in perfil.text, papel


def enviar(client, papeles, archivo: bytes, nombre: str):
    return client.post(
        reverse("captura:derecho_nuevo", args=[papeles.cuestionario.candidatura_id]),
        {
            "derecho": "acceso",
            "solicitante": "Persona Ficticia",
            "pide": PIDE,
            "identificacion": SimpleUploadedFile(nombre, archivo),
        },
    )


@pytest.mark.parametrize(
    ("archivo", "nombre"),
    [
        (b"<script>alert(1)</script>", "i.html"),
        (b"%PDF-1.4 roto", "i.pdf"),
        (b"MZ" + b"x" * 100, "i.jpg"),
    ],
)
def test_la_identificacion_se_comprueba_como_los_demas_archivos(papeles, client, archivo, nombre):
    client.force_login(papeles.cuentas["candidata"].usuario)
    respuesta = enviar(client, papeles, archivo, nombre)
    assert respuesta.status_code == 200
    assert not SolicitudDeDerechos.objects.exists()


def test_la_identificacion_se_dibuja_de_nuevo_y_no_se_guarda_en_cache(papeles, client):
    client.force_login(papeles.cuentas["candidata"].usuario)
    enviar(client, papeles, documento("Credencial ficticia"), "mi credencial.pdf")
    solicitud = SolicitudDeDerechos.objects.get()
    respuesta = client.get(reverse("captura:derecho_identificacion", args=[solicitud.folio]))
    assert respuesta["Content-Type"] == "image/jpeg"
    assert respuesta["Cache-Control"] == "private, no-store"
    assert respuesta.content.startswith(b"\xff\xd8\xff")
    assert "credencial" not in solicitud.identificacion.name
    # Cambiada después, ya no se enseña.
    Path(solicitud.identificacion.path).write_bytes(imagen(lado=500))
    respuesta = client.get(reverse("captura:derecho_identificacion", args=[solicitud.folio]))
    assert respuesta.status_code == 409


def test_el_acuse_dice_el_folio_y_cuando_se_responde(papeles, cortos, viernes, client):
    client.force_login(papeles.cuentas["candidata"].usuario)
    solicitud = registrar(papeles)
    acuse = reverse("captura:derecho_acuse", args=[solicitud.folio])
    texto = client.get(acuse).text
    for dicho in (solicitud.folio, "Rectificación", "4 de mayo de 2023", PIDE):
        assert dicho in texto
    resolver(papeles, solicitud)
    cumplir(papeles, solicitud)
    assert "Se corrigió y se publicó." in client.get(acuse).text
    # A la persona se le dice el área y no quién del instituto.
    pagina = client.get(reverse("captura:derecho", args=[solicitud.folio])).text
    assert str(papeles.cuentas["coordinacion"].usuario) not in pagina


# --- Lo de otra persona --------------------------------------------------------------------------
DIRECCIONES = (
    "derecho", "derecho_identificacion", "derecho_acuse", "derecho_resolver", "derecho_cumplir",
    "derecho_datos",
)  # fmt: skip


@pytest.mark.parametrize("metodo", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("nombre", DIRECCIONES)
def test_otra_candidata_no_distingue_un_folio_de_verdad_de_uno_inventado(
    papeles, client, nombre, metodo
):
    solicitud = registrar(papeles)
    otra = AdscripcionFactory(
        rol=Rol.CANDIDATA, actor=papeles.a, candidaturas=[papeles.propio.candidatura]
    )
    client.force_login(otra.usuario)
    respuestas = [
        client.generic(
            metodo, reverse(f"captura:{nombre}", args=[folio]), headers={"Range": "bytes=0-99"}
        )
        for folio in (solicitud.folio, "DER-2023-XXXX-XXXX-XXXX")
    ]
    de_verdad, inventado = respuestas
    assert de_verdad.status_code == inventado.status_code
    assert de_verdad.status_code in {404, 405}
    assert de_verdad.content == inventado.content
    assert solicitud.folio not in client.get(reverse("captura:derechos")).text


def test_con_el_enlace_de_quien_fue_sustituida_ya_no_se_ve_ni_se_pide(papeles, client):
    solicitud = registrar(papeles)
    candidatura = papeles.cuestionario.candidatura
    candidatura.estado_registro = EstadoDeRegistro.SUSTITUIDA
    candidatura.baja_el = reloj.hoy()
    candidatura.save()
    client.force_login(papeles.cuentas["candidata"].usuario)
    for nombre in ("derecho", "derecho_identificacion", "derecho_acuse"):
        direccion = reverse(f"captura:{nombre}", args=[solicitud.folio])
        assert client.get(direccion).status_code == 404
    datos = reverse("captura:derecho_datos", args=[solicitud.folio])
    assert client.post(datos).status_code == 404
    # El instituto la sigue atendiendo.
    assert resolver(papeles, solicitud).sentido == Sentido.PROCEDENTE


# --- Cancelar: suprimir lo suyo -----------------------------------------------------------------
@pytest.fixture
def por_cancelar(papeles):
    return resolver(papeles, registrar(papeles, derecho=Derecho.CANCELACION))


def test_la_cancelacion_suprime_lo_suyo_y_queda_el_acta(papeles, por_cancelar, client):
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    direccion = reverse("captura:derecho_suprimir", args=[por_cancelar.folio])
    assert client.post(direccion).status_code == 200, "sin marcar que lo entiende no pasa nada"
    por_cancelar.refresh_from_db()
    assert por_cancelar.por_cumplir
    assert papeles.cuestionario.propuesta_1

    assert client.post(direccion, {"entiendo": "on"}).status_code == 302
    por_cancelar.refresh_from_db()
    papeles.cuestionario.refresh_from_db()
    acta = ActaDeSupresion.objects.get(candidatura=por_cancelar.candidatura)
    assert por_cancelar.referencia == acta.folio
    assert not por_cancelar.por_cumplir
    assert (papeles.cuestionario.propuesta_1, por_cancelar.pide) == ("", "")
    assert not por_cancelar.identificacion
    assert client.get(reverse("captura:derecho", args=[por_cancelar.folio])).status_code == 200
    # Dos veces, no.
    with pytest.raises(SolicitudNoProcede):
        suprimir_lo_suyo(solicitud=por_cancelar, adscripcion=papeles.cuentas["coordinacion"])


def test_solo_una_cancelacion_que_procede_suprime(papeles):
    for derecho, sentido in (
        (Derecho.ACCESO, Sentido.PROCEDENTE),
        (Derecho.CANCELACION, Sentido.IMPROCEDENTE),
    ):
        solicitud = resolver(papeles, registrar(papeles, derecho=derecho), sentido)
        with pytest.raises(SolicitudNoProcede):
            suprimir_lo_suyo(solicitud=solicitud, adscripcion=papeles.cuentas["coordinacion"])
    papeles.cuestionario.refresh_from_db()
    assert papeles.cuestionario.propuesta_1


# --- Quien no tiene cuenta ----------------------------------------------------------------------
CORREO = "persona@example.org"


@pytest.fixture
def por_correo(papeles, client):
    """Pidió acceso por escrito y procedió."""
    solicitud = registrar(papeles, "revision", derecho=Derecho.ACCESO)
    return resolver(papeles, solicitud)


def mandar_enlace(papeles, solicitud) -> str:
    """La dirección que le llegó."""
    enviar_enlace(solicitud=solicitud, correo=CORREO, adscripcion=papeles.cuentas["coordinacion"])
    correo = Correo.objects.filter(para=CORREO).latest("pk")
    assert solicitud.folio not in f"{correo.asunto}{correo.cuerpo}{correo.reservados}"
    return urlsplit(correo.reservados["enlace"]).path


def test_sin_cuenta_baja_lo_suyo_una_vez_con_el_enlace_y_su_folio(papeles, por_correo):
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    firmar(papeles)
    contestar(papeles, "afromexicana", afromexicana="si")
    direccion, ella = mandar_enlace(papeles, por_correo), Client()
    pagina = ella.get(direccion)
    assert pagina.status_code == ella.head(direccion).status_code == 200
    assert por_correo.folio not in pagina.text
    assert papeles.cuestionario.candidatura.nombre not in pagina.text
    assert "no-store" in pagina["Cache-Control"]
    assert "No es el folio" in ella.post(direccion, {"folio": "DER-2023-XXXX"}).text
    bajado = ella.post(direccion, {"folio": f" {por_correo.folio.lower()} "})
    with zipfile.ZipFile(io.BytesIO(bajado.content)) as archivo:
        assert "¿Se considera una persona afromexicana" in archivo.read("datos.json").decode()
    assert "no-store" in bajado["Cache-Control"]
    assert AccesoAIdentidad.objects.filter(proposito="derecho_de_acceso").count() == 1
    for respuesta in (ella.get(direccion), ella.post(direccion, {"folio": por_correo.folio})):
        assert respuesta.status_code == 404
    hechos = [a.datos["entrega"] for a in Acto.objects.filter(clase="entrega_de_datos")]
    assert sorted(hechos) == ["bajado", "enviado"]


def test_un_enlace_vencido_anulado_o_inventado_no_entrega(papeles, por_correo):
    viejo = mandar_enlace(papeles, por_correo)
    nuevo = mandar_enlace(papeles, por_correo)
    inventado = reverse("entrega_de_datos", args=["x" * 43])
    for direccion in (viejo, inventado):
        respuesta = Client().post(direccion, {"folio": por_correo.folio})
        assert respuesta.status_code == 404
        assert por_correo.folio not in respuesta.text
    with reloj.en(reloj.ahora() + timedelta(days=3)):
        assert Client().post(nuevo, {"folio": por_correo.folio}).status_code == 404
    assert Client().options(nuevo).status_code == 405
    assert EnlaceDeEntrega.objects.filter(usado_en=None).count() == 2


def test_solo_de_un_acceso_que_procede_y_solo_coordinacion(papeles):
    pendiente = registrar(papeles, "revision", derecho=Derecho.ACCESO)
    otra = resolver(papeles, registrar(papeles, "revision", derecho=Derecho.RECTIFICACION))
    for solicitud in (pendiente, otra):
        with pytest.raises(PermissionDenied):
            mandar_enlace(papeles, solicitud)
    resolver(papeles, pendiente)
    with pytest.raises(PermissionDenied):
        enviar_enlace(solicitud=pendiente, correo=CORREO, adscripcion=papeles.cuentas["revision"])
    # Aunque la hayan sustituido, el derecho es suyo.
    candidatura = papeles.cuestionario.candidatura
    candidatura.estado_registro, candidatura.baja_el = EstadoDeRegistro.SUSTITUIDA, reloj.hoy()
    candidatura.save()
    direccion = mandar_enlace(papeles, pendiente)
    assert Client().post(direccion, {"folio": pendiente.folio}).status_code == 200
