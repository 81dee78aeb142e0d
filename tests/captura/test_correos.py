"""Correos: salen después de guardar, se reintentan, cada uno una vez, y no guardan secretos."""

import smtplib
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.db import close_old_connections, connection, connections, transaction
from django.urls import reverse

from captura.models import Correo, EstadoDeCorreo, PlantillaDeCorreo, Rol
from captura.plantillas_de_correo import (
    PLANTILLAS,
    Texto,
    TextoConMarcadoresMalEscritos,
    texto_inicial,
    validar,
)
from captura.servicios import correos
from captura.servicios.correos import editar_plantilla, encolar, enviar, enviar_pendientes
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from tests.fabricas import AdscripcionFactory, UsuarioFactory

SECRETO = "https://conoceles.example/captura/invitacion/ficha-secreta/"


def invitar(clave="invitacion:1", para="persona@example.org", **cambios):
    contexto = dict(PLANTILLAS["invitacion"].marcadores) | {"enlace": SECRETO} | cambios
    return encolar(plantilla="invitacion", para=para, contexto=contexto, clave=clave)


class ServidorCaido(EmailBackend):
    def send_messages(self, mensajes):
        raise smtplib.SMTPServerDisconnected("a quien sea")


CAIDO = f"{__name__}.ServidorCaido"


@pytest.mark.django_db
class TestEncolar:
    def test_no_sale_hasta_que_se_guarda(self, django_capture_on_commit_callbacks, monkeypatch):
        pedidos = []
        monkeypatch.setattr("captura.tasks.enviar_correo.delay", pedidos.append)
        with django_capture_on_commit_callbacks(execute=True):
            correo = invitar()
            assert pedidos == []
        assert pedidos == [correo.pk]

    def test_la_misma_clave_es_el_mismo_correo(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as avisos:
            primero, segundo = invitar(), invitar(para="otra@example.org")
        assert primero.pk == segundo.pk
        assert Correo.objects.get().para == "persona@example.org"
        assert len(avisos) == 1

    def test_sin_redis_lo_guardado_queda_y_saldra_en_el_repaso(
        self, django_capture_on_commit_callbacks, monkeypatch
    ):
        def sin_redis(pk):
            raise ConnectionError

        monkeypatch.setattr("captura.tasks.enviar_correo.delay", sin_redis)
        with django_capture_on_commit_callbacks(execute=True):
            invitar()
        assert enviar_pendientes() == 1
        assert len(mail.outbox) == 1

    def test_un_marcador_de_mas_o_de_menos_es_un_error_nuestro(self):
        with pytest.raises(ValueError, match="marcadores"):
            encolar(plantilla="invitacion", para="a@example.org", contexto={}, clave="x")

    def test_un_salto_de_linea_no_mete_encabezados_en_el_asunto(self):
        marcadores = PLANTILLAS["recordatorio"].marcadores
        contexto = marcadores | {"candidatura": "Ana\nBcc: otra@example.org"}
        encolar(plantilla="recordatorio", para="a@example.org", contexto=contexto, clave="x")
        enviar()
        assert mail.outbox[0].subject.endswith("Ana Bcc: otra@example.org")
        assert mail.outbox[0].bcc == []

    def test_un_dato_con_llaves_no_se_toma_por_marcador(self):
        invitar(persona="{enlace}")
        assert "{enlace}" in Correo.objects.get().cuerpo
        enviar()
        # Quien se llame así lee su propio enlace dos veces; nadie lee el de otra persona.
        assert SECRETO in mail.outbox[0].body


@pytest.mark.django_db
class TestEnviar:
    def test_sale_con_su_enlace_y_el_sistema_no_lo_conserva(self):
        correo = invitar()
        assert SECRETO not in correo.cuerpo
        enviar(correo.pk)
        assert SECRETO in mail.outbox[0].body
        correo.refresh_from_db()
        assert correo.estado == EstadoDeCorreo.ENVIADO
        with connection.cursor() as cursor:
            cursor.execute("SELECT captura_correo::text FROM captura_correo")
            assert "ficha-secreta" not in cursor.fetchone()[0]

    def test_enviado_no_vuelve_a_salir(self):
        correo = invitar()
        assert enviar(correo.pk) is not None
        assert enviar(correo.pk) is None
        assert enviar_pendientes() == 0
        assert len(mail.outbox) == 1

    def test_lleva_un_identificador_que_no_cambia_entre_intentos(self, settings):
        correo = invitar()
        enviar()
        Correo.objects.filter(pk=correo.pk).update(estado="pendiente", enviado_en=None)
        enviar()
        primero, segundo = (m.extra_headers["Message-ID"] for m in mail.outbox)
        assert primero == segundo

    def test_si_no_sale_espera_cada_vez_mas_y_al_final_se_da_por_perdido(self, settings):
        settings.EMAIL_BACKEND = CAIDO
        correo, momento = invitar(), reloj.ahora()
        for espera in correos.ESPERAS:
            with reloj.en(momento):
                assert enviar() is not None
                assert enviar() is None, "no se insiste antes de tiempo"
            correo.refresh_from_db()
            assert correo.estado == EstadoDeCorreo.PENDIENTE
            assert correo.reservados
            assert correo.proximo_intento_en == momento + espera
            momento += espera
        with reloj.en(momento):
            enviar()
        correo.refresh_from_db()
        assert (correo.estado, correo.reservados) == (EstadoDeCorreo.FALLIDO, {})
        assert correo.falla == "SMTPServerDisconnected"
        with reloj.en(momento + timedelta(days=30)):
            assert enviar() is None

    def test_uno_que_falla_no_detiene_a_los_demas(self, settings):
        invitar("invitacion:1", para="no-es-correo")
        invitar("invitacion:2")
        assert enviar_pendientes() == 2
        assert [m.to for m in mail.outbox if m.to != ["no-es-correo"]] == [["persona@example.org"]]

    def test_reintentar_adelanta_pero_no_repite(self, settings):
        settings.EMAIL_BACKEND = CAIDO
        correo, cuenta = invitar(), AdscripcionFactory(rol=Rol.SISTEMAS)
        enviar()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        correos.reintentar(correo=correo, adscripcion=cuenta)
        assert enviar().estado == EstadoDeCorreo.ENVIADO
        with pytest.raises(ErrorDeDominio, match="ya salió"):
            correos.reintentar(correo=correo, adscripcion=cuenta)
        with pytest.raises(PermissionDenied):
            correos.reintentar(correo=correo, adscripcion=AdscripcionFactory(rol=Rol.COMISION))


# --- Dos trabajadores a la vez ---------------------------------------------------------------
class Lento(EmailBackend):
    """Se detiene a media entrega hasta que el otro trabajador haya buscado qué enviar."""

    cita = threading.Barrier(2)
    cuantos = 0

    def send_messages(self, mensajes):
        type(self).cuantos += len(mensajes)
        with suppress(threading.BrokenBarrierError):
            self.cita.wait(1)
        return len(mensajes)


def dos_trabajadores() -> int:
    Lento.cita, Lento.cuantos = threading.Barrier(2), 0

    def trabajar():
        try:
            enviar_pendientes()
        finally:
            close_old_connections()
            connections.close_all()

    hilos = [threading.Thread(target=trabajar) for _ in range(2)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(30)
    return Lento.cuantos


@pytest.mark.django_db(transaction=True)
def test_dos_trabajadores_envian_uno_solo(settings):
    invitar()
    settings.EMAIL_BACKEND = f"{__name__}.Lento"
    assert dos_trabajadores() == 1


@pytest.mark.django_db(transaction=True)
def test_sin_candado_saldria_dos_veces(settings, monkeypatch):
    """Demuestra que la prueba de arriba notaría la falta del candado."""
    from django.db.models import QuerySet

    invitar()
    settings.EMAIL_BACKEND = f"{__name__}.Lento"
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    assert dos_trabajadores() == 2


@pytest.mark.django_db(transaction=True)
def test_si_la_transaccion_no_se_guarda_no_hay_correo():
    with transaction.atomic():
        invitar()
        transaction.set_rollback(True)
    assert enviar_pendientes() == 0
    assert not Correo.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_el_trabajador_de_verdad_lo_envia(trabajador, esperar):
    with transaction.atomic():
        correo = invitar()
    esperar(lambda: Correo.objects.filter(pk=correo.pk, estado="enviado").exists())


# --- Plantillas ------------------------------------------------------------------------------
@pytest.mark.parametrize("clave", PLANTILLAS)
def test_los_textos_que_trae_el_sistema_estan_bien_escritos(clave):
    validar(clave, texto_inicial(clave))


@pytest.mark.parametrize(
    ("asunto", "cuerpo", "queja"),
    [
        ("Hola", "Sin enlace.", r"Falta \{enlace\}"),
        ("Hola {enlace}", "{enlace}", "no puede ir en el asunto"),
        ("Hola", "{enlace} {contraseña}", r"No existe el marcador \{contraseña\}"),
        ("Hola", "{enlace} {}", r"No existe el marcador \{\}"),
        ("Hola", "{enlace} {persona", "llave suelta"),
        ("Hola", "{enlace} persona}", "llave suelta"),
        ("Hola", "{enlace} {persona.username}", "No existe el marcador"),
    ],
)
def test_un_texto_mal_escrito_se_rehusa_con_su_razon(asunto, cuerpo, queja):
    with pytest.raises(TextoConMarcadoresMalEscritos, match=queja):
        validar("invitacion", Texto(asunto, cuerpo))


@pytest.mark.django_db
class TestEditarPlantilla:
    def editar(self, rol=Rol.REVISION, **cambios):
        datos = {"asunto": "Otro asunto", "cuerpo": "Abra {enlace}", "version": "", **cambios}
        return editar_plantilla(
            clave="invitacion", adscripcion=AdscripcionFactory(rol=rol), **datos
        )

    def test_vale_para_los_correos_siguientes(self):
        self.editar()
        invitar()
        enviar()
        assert mail.outbox[0].subject == "Otro asunto"
        assert mail.outbox[0].body == f"Abra {SECRETO}"

    def test_guarda_quien_y_lo_que_decia(self):
        self.editar()
        ultima, primera = correos.versiones_de("invitacion", 10)
        assert ultima.asunto == "Otro asunto"
        assert ultima.quien.startswith("Persona Ficticia")
        assert primera.asunto == texto_inicial("invitacion").asunto

    def test_nadie_pisa_lo_de_otra_persona(self):
        self.editar()
        with pytest.raises(correos.PlantillaCambiada):
            self.editar(version="")
        self.editar(version=correos.version_de("invitacion"), asunto="Tercero")
        assert PlantillaDeCorreo.objects.get().asunto == "Tercero"

    def test_solo_uttai(self):
        with pytest.raises(PermissionDenied):
            self.editar(rol=Rol.SISTEMAS)

    def test_ver_como_queda_no_guarda(self, client):
        adscripcion = AdscripcionFactory(rol=Rol.REVISION)
        _con_segundo_factor(adscripcion.usuario)
        client.force_login(adscripcion.usuario)
        direccion = reverse("captura:plantilla", args=["recordatorio"])
        respuesta = client.post(
            direccion, {"asunto": "A {candidatura}", "cuerpo": "B", "version": "", "ver": "1"}
        )
        assert "A Candidatura Ficticia" in respuesta.text
        assert not PlantillaDeCorreo.objects.exists()
        respuesta = client.post(direccion, {"asunto": "{x}", "cuerpo": "B", "version": ""})
        assert "No existe el marcador {x}" in respuesta.text


def _con_segundo_factor(usuario):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=usuario, type=Authenticator.Type.TOTP, data={"secret": "x"})


# --- Páginas ---------------------------------------------------------------------------------
@pytest.mark.django_db
def test_sistemas_ve_la_cola_pero_no_lo_que_dicen(client):
    cuenta = AdscripcionFactory(rol=Rol.SISTEMAS)
    _con_segundo_factor(cuenta.usuario)
    client.force_login(cuenta.usuario)
    marcadores = PLANTILLAS["recordatorio"].marcadores | {"candidatura": "Nombre Que No Toca"}
    encolar(plantilla="recordatorio", para="a@example.org", contexto=marcadores, clave="x")
    pagina = client.get(reverse("captura:correos")).text
    assert "Recordatorio de lo que falta" in pagina
    assert "Nombre Que No Toca" not in pagina


@pytest.mark.django_db
class TestBuzon:
    @pytest.fixture(autouse=True)
    def en_archivos(self, settings, tmp_path, client):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = tmp_path
        client.force_login(UsuarioFactory())

    def test_cada_correo_se_puede_abrir_con_su_enlace(self, client, tmp_path):
        with reloj.en(datetime(2023, 5, 30, 15, 5, tzinfo=UTC)):
            invitar()
            enviar()
        [archivo] = tmp_path.iterdir()
        lista = client.get(reverse("captura:buzon")).text
        assert "Invitación para abrir su cuenta" in lista
        assert "30/05/2023, 09:05" in lista, "la hora del sistema, en la zona del instituto"
        pagina = client.get(reverse("captura:buzon_correo", args=[archivo.name])).text
        assert f'href="{SECRETO}"' in pagina
        assert "-----" not in pagina

    def test_un_nombre_de_fuera_no_abre_nada(self, client, tmp_path):
        (tmp_path.parent / "ajeno.log").write_text("Subject: ajeno\n\nx")
        assert client.get("/captura/buzon/..%2Fajeno.log/").status_code == 404
        assert client.get(reverse("captura:buzon_correo", args=["no-hay.log"])).status_code == 404

    def test_fuera_de_la_demostracion_no_existe(self, client, tmp_path, settings):
        invitar()
        enviar()
        [archivo] = tmp_path.iterdir()
        settings.ES_DEMO = False
        assert client.get(reverse("captura:buzon")).status_code == 404
        direccion = reverse("captura:buzon_correo", args=[archivo.name])
        assert client.get(direccion).status_code == 404
