"""Vigencia y delegación, segundo factor perdido, frenos de entrada y sesiones abiertas."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from captura.models import Acto, ClaseDeActo, Cuestionario, RestablecimientoDeSegundoFactor, Rol
from captura.servicios import cuentas
from captura.servicios.correos import enviar_pendientes
from captura.servicios.cuentas import RestablecimientoNoPosible
from conoceles.comun import almacen, reloj
from tests.almacen import vaciar_redis
from tests.captura.test_concurrencia import a_la_vez
from tests.fabricas import CONTRASENA, AdscripcionFactory, CuestionarioFactory

pytestmark = pytest.mark.django_db
MOTIVO = "Perdió el teléfono; se le llamó a su extensión y se le reconoció."


@pytest.fixture(autouse=True)
def sin_frenos():
    vaciar_redis()


def iniciar_sesion(client, usuario, contrasena=CONTRASENA):
    return client.post(
        reverse("account_login"), {"login": usuario.username, "password": contrasena}
    )


class TestDelegar:
    def test_lo_que_se_quita_deja_de_verse_de_inmediato(self, client, papeles):
        capturista, enlace = papeles.cuentas["capturista"], papeles.cuentas["enlace"]
        client.force_login(capturista.usuario)
        direccion = reverse("captura:cuestionario", args=[papeles.cuestionario.pk])
        assert client.get(direccion).status_code == 200
        cuentas.delegar(
            objetivo=capturista, candidaturas=[papeles.propio.candidatura], adscripcion=enlace
        )
        assert client.get(direccion).status_code == 404
        assert list(Cuestionario.objects.visibles_para(capturista)) == [papeles.propio]
        acto = Acto.objects.get(clase=ClaseDeActo.DELEGACION)
        assert acto.datos["quitadas"] == [papeles.cuestionario.candidatura_id]

    def test_un_enlace_no_confia_lo_ajeno_ni_toca_la_gente_de_otro(self, papeles):
        capturista, enlace = papeles.cuentas["capturista"], papeles.cuentas["enlace"]
        ajena = CuestionarioFactory().candidatura
        with pytest.raises(PermissionDenied):
            cuentas.delegar(objetivo=capturista, candidaturas=[ajena], adscripcion=enlace)
        with pytest.raises(type(capturista).DoesNotExist):
            cuentas.delegar(
                objetivo=capturista, candidaturas=[], adscripcion=papeles.cuentas["otro_enlace"]
            )

    def test_a_una_candidata_no_se_le_delega(self, papeles):
        with pytest.raises(PermissionDenied):
            cuentas.delegar(
                objetivo=papeles.cuentas["candidata"],
                candidaturas=[papeles.propio.candidatura],
                adscripcion=papeles.cuentas["enlace"],
            )


class TestVigencia:
    def test_terminarla_cierra_sus_sesiones_y_no_ve_nada(self, client, papeles):
        capturista = papeles.cuentas["capturista"]
        iniciar_sesion(client, capturista.usuario)
        direccion = reverse("captura:cuestionario", args=[papeles.propio.pk])
        assert client.get(direccion).status_code == 200
        quien = Client()
        quien.force_login(papeles.cuentas["enlace"].usuario)
        quien.post(
            reverse("captura:cuenta_vigencia", args=[capturista.pk]),
            {"vence_el": "", "terminar": "1"},
        )
        assert client.get(direccion).url.startswith(reverse("account_login"))
        iniciar_sesion(client, capturista.usuario)
        assert client.get(direccion).status_code == 404

    def test_nadie_cambia_la_suya_ni_la_de_quien_le_manda(self, papeles):
        coordinacion, enlace = papeles.cuentas["coordinacion"], papeles.cuentas["enlace"]
        with pytest.raises(PermissionDenied):
            cuentas.fijar_vigencia(objetivo=coordinacion, vence_en=None, adscripcion=coordinacion)
        for ajena in (enlace, coordinacion, papeles.cuentas["otro_enlace"]):
            with pytest.raises(type(enlace).DoesNotExist):
                cuentas.fijar_vigencia(objetivo=ajena, vence_en=None, adscripcion=enlace)


class TestSegundoFactorPerdido:
    @pytest.fixture
    def perdida(self, papeles):
        usuario = papeles.cuentas["revision"].usuario
        usuario.email = "revision@example.org"
        usuario.save()
        return papeles.cuentas["revision"]

    def pedir(self, papeles, objetivo, quien="coordinacion"):
        return cuentas.pedir_restablecimiento(
            objetivo=objetivo, motivo=MOTIVO, adscripcion=papeles.cuentas[quien]
        )

    def aprobar(self, peticion, adscripcion, *, aprobar=True):
        return cuentas.resolver_restablecimiento(
            peticion=peticion, aprobar=aprobar, adscripcion=adscripcion
        )

    def test_una_pide_otra_aprueba_y_la_persona_lo_sabe(self, client, papeles, perdida):
        client.force_login(perdida.usuario)
        peticion = self.pedir(papeles, perdida)
        assert Authenticator.objects.filter(user=perdida.usuario).exists(), "pedir no quita nada"
        self.aprobar(peticion, papeles.cuentas["sistemas"])
        assert not Authenticator.objects.filter(user=perdida.usuario).exists()
        actos = Acto.objects.filter(
            clase__in=[ClaseDeActo.SOLICITUD_DE_RESTABLECIMIENTO, ClaseDeActo.RESTABLECIMIENTO]
        )
        assert [a.autor for a in actos] == [
            papeles.cuentas["coordinacion"].usuario,
            papeles.cuentas["sistemas"].usuario,
        ]
        enviar_pendientes()
        assert mail.outbox[-1].to == ["revision@example.org"]
        assert "Se quitó la verificación" in mail.outbox[-1].subject
        # Y al entrar, antes que nada, activa otro.
        client.force_login(perdida.usuario)
        assert client.get(reverse("captura:inicio")).url == reverse("mfa_index")

    def test_cierra_las_sesiones_abiertas(self, client, papeles):
        enlace = papeles.cuentas["enlace"]
        iniciar_sesion(client, enlace.usuario)
        TOTP.activate(enlace.usuario, generate_totp_secret())
        peticion = self.pedir(papeles, enlace)
        assert client.get(reverse("captura:inicio")).status_code == 200
        self.aprobar(peticion, papeles.cuentas["sistemas"])
        assert client.get(reverse("captura:inicio")).status_code == 302

    def test_una_sola_persona_no_basta(self, papeles, perdida):
        peticion = self.pedir(papeles, perdida)
        with pytest.raises(RestablecimientoNoPosible, match="otra persona"):
            self.aprobar(peticion, papeles.cuentas["coordinacion"])
        assert Authenticator.objects.filter(user=perdida.usuario).exists()

    def test_la_duena_no_pide_ni_aprueba_lo_suyo(self, papeles):
        sistemas = papeles.cuentas["sistemas"]
        with pytest.raises(RestablecimientoNoPosible, match="su propia cuenta"):
            self.pedir(papeles, sistemas, "sistemas")
        peticion = self.pedir(papeles, sistemas)
        with pytest.raises(RestablecimientoNoPosible, match="otra persona"):
            self.aprobar(peticion, sistemas)

    def test_tampoco_la_base_deja_que_sea_una_sola(self, papeles, perdida):
        peticion = self.pedir(papeles, perdida)
        peticion.resuelve, peticion.aprobado = peticion.pide, True
        peticion.resuelto_en = reloj.ahora()
        with (
            pytest.raises(IntegrityError, match="restablecimiento_de_dos_personas"),
            transaction.atomic(),
        ):
            peticion.save()

    @pytest.mark.parametrize("quien", ["enlace", "revision", "comision", "secretaria"])
    def test_nadie_mas_puede(self, papeles, perdida, quien):
        with pytest.raises(PermissionDenied):
            self.pedir(papeles, papeles.cuentas["sistemas"], quien)
        peticion = self.pedir(papeles, perdida)
        with pytest.raises(PermissionDenied):
            self.aprobar(peticion, papeles.cuentas[quien])

    def test_descartada_no_quita_nada_y_se_puede_pedir_otra(self, papeles, perdida):
        peticion = self.pedir(papeles, perdida)
        with pytest.raises(RestablecimientoNoPosible, match="sin resolver"):
            self.pedir(papeles, perdida, "sistemas")
        self.aprobar(peticion, papeles.cuentas["coordinacion"], aprobar=False)
        assert Authenticator.objects.filter(user=perdida.usuario).exists()
        self.pedir(papeles, perdida, "sistemas")

    def test_la_pantalla_no_ofrece_aprobar_a_quien_lo_pidio(self, client, papeles, perdida):
        self.pedir(papeles, perdida)
        for quien, ofrece in (("coordinacion", False), ("sistemas", True)):
            client.force_login(papeles.cuentas[quien].usuario)
            pagina = client.get(reverse("captura:cuentas")).text
            assert ("Aprobar y quitarlo" in pagina) is ofrece


@pytest.mark.django_db(transaction=True)
def test_una_peticion_se_resuelve_una_vez(papeles):
    coordinacion, sistemas = papeles.cuentas["coordinacion"], papeles.cuentas["sistemas"]
    otra = AdscripcionFactory(rol=Rol.COORDINACION)
    peticion = cuentas.pedir_restablecimiento(
        objetivo=papeles.cuentas["revision"], motivo=MOTIVO, adscripcion=coordinacion
    )

    def resolver(quien):
        return lambda: cuentas.resolver_restablecimiento(
            peticion=peticion, aprobar=True, adscripcion=quien
        )

    resultados = a_la_vez(resolver(sistemas), resolver(otra))
    assert sorted(type(r).__name__ for r in resultados) == [
        "RestablecimientoDeSegundoFactor",
        "RestablecimientoNoPosible",
    ]
    assert Acto.objects.filter(clase=ClaseDeActo.RESTABLECIMIENTO).count() == 1
    assert RestablecimientoDeSegundoFactor.objects.get().aprobado


class TestEntrar:
    def codigo(self, secreto):
        contador = next(iter(yield_hotp_counters_from_time()))
        return format_hotp_value(hotp_value(secreto, contador))

    def test_con_codigo_de_la_aplicacion_y_sin_el_no(self, client, papeles):
        usuario = papeles.cuentas["coordinacion"].usuario
        usuario.authenticator_set.all().delete()
        secreto = generate_totp_secret()
        TOTP.activate(usuario, secreto)
        assert iniciar_sesion(client, usuario).url == reverse("mfa_authenticate")
        assert client.get(reverse("captura:inicio")).status_code == 302
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "_auth_user_id" not in client.session
        client.post(reverse("mfa_authenticate"), {"code": self.codigo(secreto)})
        assert client.get(reverse("captura:inicio")).status_code == 200

    def test_un_codigo_de_respaldo_sirve_una_vez(self, client, papeles):
        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

        usuario = papeles.cuentas["enlace"].usuario
        TOTP.activate(usuario, generate_totp_secret())
        codigo = RecoveryCodes.activate(usuario).get_unused_codes()[0]
        for cliente, entra in ((client, True), (Client(), False)):
            iniciar_sesion(cliente, usuario)
            cliente.post(reverse("mfa_authenticate"), {"code": codigo})
            assert ("_auth_user_id" in cliente.session) is entra

    def test_a_los_demas_no_se_les_exige_pero_se_les_ofrece(self, client, papeles):
        client.force_login(papeles.cuentas["enlace"].usuario)
        assert client.get(reverse("captura:inicio")).status_code == 200
        pagina = client.get(reverse("mfa_index")).text
        assert reverse("mfa_activate_totp") in pagina
        assert reverse("mfa_add_webauthn") in pagina
        assert "Su función la exige" not in pagina

    def test_cinco_fallas_cierran_esa_cuenta_un_rato_y_no_las_demas(self, client, papeles):
        usuario, otro = papeles.cuentas["enlace"].usuario, papeles.cuentas["otro_enlace"].usuario
        for _ in range(5):
            iniciar_sesion(client, usuario, "no es")
        respuesta = iniciar_sesion(client, usuario)
        assert "_auth_user_id" not in client.session, "ni con la buena"
        assert "Demasiados intentos" in respuesta.text
        iniciar_sesion(client, otro)
        assert "_auth_user_id" in client.session

    def test_los_intentos_se_cuentan_en_redis(self, client, papeles):
        iniciar_sesion(client, papeles.cuentas["enlace"].usuario, "no es")
        claves = almacen.intentar(lambda r: r.keys("*rl:*"), si_falla=[])
        assert claves

    def test_adivinar_el_segundo_factor_tambien_se_frena(self, client, papeles):
        usuario = papeles.cuentas["enlace"].usuario
        secreto = generate_totp_secret()
        TOTP.activate(usuario, secreto)
        iniciar_sesion(client, usuario)
        for _ in range(5):
            client.post(reverse("mfa_authenticate"), {"code": "000000"})
        client.post(reverse("mfa_authenticate"), {"code": self.codigo(secreto)})
        assert "_auth_user_id" not in client.session

    def test_nadie_se_registra_por_su_cuenta(self, client):
        datos = {"username": "intrusa", "password1": CONTRASENA, "password2": CONTRASENA}
        client.post("/cuentas/signup/", datos)
        assert "_auth_user_id" not in client.session

    def test_cerrar_las_demas_sesiones_deja_solo_esta(self, client, papeles):
        usuario = papeles.cuentas["enlace"].usuario
        otro = Client()
        iniciar_sesion(client, usuario)
        iniciar_sesion(otro, usuario)
        assert otro.get(reverse("captura:inicio")).status_code == 200
        assert "Cerrar las demás sesiones" in client.get(reverse("usersessions_list")).text
        client.post(reverse("usersessions_list"))
        assert otro.get(reverse("captura:inicio")).status_code == 302
        assert client.get(reverse("captura:inicio")).status_code == 200


def test_sistemas_no_alcanza_nada_de_lo_capturado(papeles):
    assert not Cuestionario.objects.visibles_para(papeles.cuentas["sistemas"]).exists()


def test_una_cuenta_vencida_se_ve_vencida(client, papeles):
    capturista = papeles.cuentas["capturista"]
    capturista.vence_en = reloj.ahora() - timedelta(minutes=1)
    capturista.save()
    client.force_login(papeles.cuentas["enlace"].usuario)
    assert "Vencida" in client.get(reverse("captura:cuenta", args=[capturista.pk])).text
