"""Las cuentas se dan por invitación; el enlace se gasta, vence, se revoca y nadie lo conserva."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from candidaturas.models import EstadoDeRegistro, TipoDeActor
from captura.models import (
    Acto,
    Adscripcion,
    ClaseDeActo,
    Correo,
    Cuestionario,
    Invitacion,
    Rol,
    Usuario,
)
from captura.servicios import invitaciones
from captura.servicios.correos import enviar_pendientes
from captura.servicios.invitaciones import InvitacionNoPosible, InvitacionNoValida, Invitada
from captura.views import invitaciones_publicas
from conoceles.comun import reloj
from tests.almacen import vaciar_redis
from tests.captura.test_concurrencia import a_la_vez
from tests.fabricas import (
    ActorFactory,
    AdscripcionFactory,
    CuestionarioFactory,
    FormulaFactory,
    UsuarioFactory,
    con_aviso,
)

pytestmark = pytest.mark.django_db
BUENA = "una frase larga y ficticia"


@pytest.fixture(autouse=True)
def sin_frenos(request, db):
    if "papeles" in request.fixturenames:
        request.getfixturevalue("papeles")
    vaciar_redis()
    con_aviso()


def ficha_recibida() -> str:
    """La del último correo, que es el único lugar donde está."""
    enviar_pendientes()
    return re.search(r"/cuentas/invitacion/([\w-]+)/", mail.outbox[-1].body)[1]


def invitar(adscripcion, rol=Rol.CAPTURISTA, *, candidaturas=(), **cambios) -> str:
    datos = {
        "persona": "Persona Invitada",
        "correo": "comun@example.org",
        "actor": adscripcion.actor,
        "candidaturas": list(candidaturas),
        **cambios,
    }
    invitaciones.invitar(personas=[Invitada(rol=rol, **datos)], adscripcion=adscripcion)
    return ficha_recibida()


def abrir(client, ficha, **datos):
    return client.post(reverse("invitacion", args=[ficha]), datos)


def crear(client, ficha, usuario="persona.invitada", **cambios):
    propios = {"contrasena": BUENA, "repetida": BUENA, "aviso": "on", "version_del_aviso": 1}
    datos = propios | cambios
    return abrir(client, ficha, accion="crear", usuario=usuario, **datos)


def entrar(client, ficha):
    return abrir(client, ficha, accion="entrar", aviso_enlace="on", version_del_aviso=1)


@pytest.fixture
def enlace(papeles):
    return papeles.cuentas["enlace"]


@pytest.fixture
def enlace_de_candidata(papeles, enlace):
    """La ficha del enlace de la candidatura de la coalición, que vence en diez días."""
    return invitar(
        enlace,
        Rol.CANDIDATA,
        candidaturas=[papeles.cuestionario.candidatura],
        vence_en=reloj.ahora() + timedelta(days=10),
    )


class TestQuienInvita:
    @pytest.mark.parametrize("invita", ["enlace", "coordinacion"])
    @pytest.mark.parametrize("rol", Rol)
    def test_cada_quien_a_los_suyos(self, papeles, invita, rol):
        adscripcion = papeles.cuentas[invita]
        permitidos = {
            "enlace": {Rol.CAPTURISTA, Rol.CANDIDATA},
            "coordinacion": set(Rol) - {Rol.CAPTURISTA, Rol.CANDIDATA},
        }[invita]
        actor = papeles.a if rol in Rol.de_actor() else None
        suya = [papeles.propio.candidatura] if rol in Rol.que_invita_un_enlace() else []
        persona = Invitada("Alguien", "a@example.org", rol, actor, suya)
        if rol in permitidos:
            [invitacion] = invitaciones.invitar(personas=[persona], adscripcion=adscripcion)
            assert (invitacion.rol, invitacion.actor) == (rol, actor)
        else:
            with pytest.raises(PermissionDenied):
                invitaciones.invitar(personas=[persona], adscripcion=adscripcion)

    @pytest.mark.parametrize(
        "quien", ["capturista", "candidata", "revision", "comision", "secretaria", "sistemas"]
    )
    def test_los_demas_a_nadie(self, papeles, quien):
        persona = Invitada("Alguien", "a@example.org", Rol.COMISION)
        with pytest.raises(PermissionDenied):
            invitaciones.invitar(personas=[persona], adscripcion=papeles.cuentas[quien])

    def test_un_enlace_no_delega_lo_que_no_captura(self, papeles):
        quien_lee = papeles.cuentas["enlace_de_coalicion_que_lee"]
        with pytest.raises(PermissionDenied):
            invitar(quien_lee, candidaturas=[papeles.cuestionario.candidatura])
        ajena = CuestionarioFactory().candidatura
        with pytest.raises(PermissionDenied):
            invitar(papeles.cuentas["enlace"], candidaturas=[ajena])

    def test_un_enlace_no_invita_en_nombre_de_otro_actor(self, papeles, enlace):
        with pytest.raises(PermissionDenied):
            invitar(enlace, actor=papeles.b)

    def test_el_enlace_de_una_independiente_puede_todo_sobre_si(self, client):
        actor = ActorFactory(tipo=TipoDeActor.INDEPENDIENTE, integrantes=[])
        suya = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=actor))
        adscripcion = AdscripcionFactory(rol=Rol.ENLACE, actor=actor)
        ficha = invitar(adscripcion, candidaturas=[suya.candidatura])
        crear(client, ficha)
        capturista = Adscripcion.objects.get(usuario__username="persona.invitada")
        assert list(Cuestionario.objects.visibles_para(capturista)) == [suya]
        assert client.get(reverse("captura:cuestionario", args=[suya.pk])).status_code == 200

    def test_muchas_o_todas_o_ninguna(self, papeles):
        buena = Invitada("Una", "a@example.org", Rol.ENLACE, papeles.a)
        mala = Invitada("Otra", "b@example.org", Rol.ENLACE, None)
        with pytest.raises(InvitacionNoPosible):
            invitaciones.invitar(
                personas=[buena, mala], adscripcion=papeles.cuentas["coordinacion"]
            )
        assert not Invitacion.objects.exists()
        assert not Correo.objects.exists()
        hechas = invitaciones.invitar(
            personas=[buena, Invitada("Otra", "a@example.org", Rol.ENLACE, papeles.b)],
            adscripcion=papeles.cuentas["coordinacion"],
        )
        assert len({i.folio for i in hechas}) == Correo.objects.count() == 2

    def test_la_misma_persona_no_recibe_dos_pero_un_correo_si_sirve_a_dos(self, papeles, enlace):
        propia = [papeles.propio.candidatura]
        invitar(enlace, candidaturas=propia)
        with pytest.raises(InvitacionNoPosible, match="Reenvíela"):
            invitar(enlace, candidaturas=propia)
        invitar(enlace, candidaturas=propia, persona="Otra Persona")
        assert Invitacion.objects.count() == 2


class TestAceptar:
    def test_la_persona_elige_su_contrasena_y_nadie_la_recibe(self, client, papeles, enlace):
        ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        pagina = client.get(reverse("invitacion", args=[ficha]))
        assert pagina["Referrer-Policy"] == "same-origin"
        assert "no-store" in pagina["Cache-Control"]
        respuesta = crear(client, ficha)
        assert respuesta.url == reverse("captura:inicio")
        cuenta = Usuario.objects.get(username="persona.invitada")
        assert cuenta.check_password(BUENA)
        assert cuenta.adscripcion.rol == Rol.CAPTURISTA
        assert [*cuenta.adscripcion.candidaturas.all()] == [papeles.propio.candidatura]
        assert client.get(reverse("captura:inicio")).context["user"] == cuenta
        assert all(BUENA not in m.body for m in mail.outbox)
        invitacion = Invitacion.objects.get()
        aceptado = invitacion.cuenta.avisos_aceptados.get()
        assert aceptado.aviso.version == 1
        assert aceptado.aceptado_en >= invitacion.aceptada_en

    def test_la_ficha_no_queda_en_la_base(self, papeles, enlace):
        from django.db import connection

        ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        with connection.cursor() as cursor:
            for modelo in (Invitacion, Invitacion.pgh_event_model, Correo):
                tabla = modelo._meta.db_table
                cursor.execute(f"SELECT {tabla}::text FROM {tabla}")
                renglones = cursor.fetchall()
                assert renglones, tabla
                assert ficha not in str(renglones), tabla

    def test_se_gasta(self, client, papeles, enlace):
        ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        crear(client, ficha)
        client.logout()
        assert client.get(reverse("invitacion", args=[ficha])).status_code == 404
        assert crear(client, ficha, "otra.persona").status_code == 404
        assert not Usuario.objects.filter(username="otra.persona").exists()

    def test_verla_no_la_gasta(self, client, papeles, enlace):
        ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        for _ in range(3):
            assert client.get(reverse("invitacion", args=[ficha])).status_code == 200
        assert crear(client, ficha).status_code == 302

    @pytest.mark.parametrize(
        ("cambios", "dice"),
        [
            ({"contrasena": "corta", "repetida": "corta"}, "demasiado cort"),
            ({"contrasena": "persona.invitada", "repetida": "persona.invitada"}, "similar"),
            ({"repetida": "otra cosa distinta"}, "No es igual"),
            ({"aviso": ""}, "Lea el aviso de privacidad"),
            ({"usuario": "con espacios"}, "letras sin acento"),
        ],
    )
    def test_lo_mal_llenado_se_dice_y_no_la_gasta(self, client, papeles, enlace, cambios, dice):
        ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        usuario = cambios.pop("usuario", "persona.invitada")
        respuesta = crear(client, ficha, usuario, **cambios)
        assert respuesta.status_code == 200
        assert dice in respuesta.text
        assert Invitacion.objects.get().aceptada_en is None

    def test_un_nombre_de_usuario_ocupado_se_dice(self, client, papeles, enlace):
        UsuarioFactory(username="persona.invitada")
        ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        assert "ya está ocupado" in crear(client, ficha, "Persona.Invitada").text
        assert crear(client, ficha, "otra.persona").status_code == 302

    def test_vencida_revocada_o_inventada_responden_igual(self, client, papeles, enlace):
        ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        with reloj.en(reloj.ahora() + invitaciones.VIGENCIA):
            vencida = client.get(reverse("invitacion", args=[ficha]))
        invitaciones.revocar(invitacion=Invitacion.objects.get(), adscripcion=enlace)
        revocada = client.get(reverse("invitacion", args=[ficha]))
        inventada = client.get(reverse("invitacion", args=["x" * 43]))
        assert {r.status_code for r in (vencida, revocada, inventada)} == {404}
        textos = {
            re.search(r"<h1>.*?</p>", r.text, re.S)[0] for r in (vencida, revocada, inventada)
        }
        assert len(textos) == 1

    def test_reenviar_deja_sin_efecto_el_anterior(self, client, papeles, enlace):
        primera = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        invitaciones.reenviar(invitacion=Invitacion.objects.get(), adscripcion=enlace)
        segunda = ficha_recibida()
        assert client.get(reverse("invitacion", args=[primera])).status_code == 404
        assert crear(client, segunda).status_code == 302

    def test_reenviar_una_vencida_le_da_otra_vez_su_plazo(self, client, papeles, enlace):
        invitar(enlace, candidaturas=[papeles.propio.candidatura])
        with reloj.en(reloj.ahora() + timedelta(days=30)):
            invitaciones.reenviar(invitacion=Invitacion.objects.get(), adscripcion=enlace)
            assert crear(client, ficha_recibida()).status_code == 302

    def test_adivinar_se_frena(self, client):
        direccion = reverse("invitacion", args=["x" * 43])
        codigos = {client.get(direccion).status_code for _ in range(invitaciones_publicas.INTENTOS)}
        assert codigos == {404}
        frenada = client.get(direccion)
        assert frenada.status_code == 429
        assert frenada["Retry-After"] == str(invitaciones_publicas.SEGUNDOS)

    def test_queda_en_la_bitacora_sin_datos_personales(self, client, papeles, enlace):
        crear(client, invitar(enlace, candidaturas=[papeles.propio.candidatura]))
        actos = Acto.objects.filter(
            clase__in=[ClaseDeActo.INVITACION, ClaseDeActo.APERTURA_DE_CUENTA]
        )
        assert [a.autor.username for a in actos] == [enlace.usuario.username, "persona.invitada"]
        assert all("Persona" not in str(a.datos) and "@" not in str(a.datos) for a in actos)

    def test_un_rol_con_segundo_factor_lo_activa_antes_que_nada(self, client, papeles):
        ficha = invitar(papeles.cuentas["coordinacion"], Rol.REVISION, actor=None)
        crear(client, ficha)
        assert client.get(reverse("captura:inicio")).url == reverse("mfa_index")
        assert "Su función la exige" in client.get(reverse("mfa_index")).text


@pytest.mark.django_db(transaction=True)
def test_dos_clics_abren_una_sola_cuenta(papeles):
    enlace = papeles.cuentas["enlace"]
    ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])

    def aceptar(usuario):
        return lambda: invitaciones.aceptar(ficha=ficha, usuario=usuario, contrasena=BUENA, aviso=1)

    resultados = a_la_vez(aceptar("una"), aceptar("otra"))
    assert sorted(type(r).__name__ for r in resultados) == ["InvitacionNoValida", "Usuario"]


class TestEnlaceDeCandidata:
    def test_entra_sin_contrasena_y_solo_a_lo_suyo(self, client, papeles, enlace_de_candidata):
        assert entrar(client, enlace_de_candidata).url == reverse("captura:inicio")
        suyo, ajeno = papeles.cuestionario.pk, papeles.propio.pk
        assert client.get(reverse("captura:cuestionario", args=[suyo])).status_code == 200
        assert client.get(reverse("captura:cuestionario", args=[ajeno])).status_code == 404
        assert client.get(reverse("captura:cuentas")).status_code == 403
        cuenta = Invitacion.objects.get().cuenta
        assert not cuenta.has_usable_password()
        assert cuenta.email == ""

    def test_exige_leer_el_aviso(self, client, enlace_de_candidata):
        respuesta = abrir(client, enlace_de_candidata, accion="entrar")
        assert "Lea el aviso de privacidad" in respuesta.text
        assert "_auth_user_id" not in client.session

    def test_sirve_otra_vez_en_otro_equipo_y_es_la_misma_cuenta(self, client, enlace_de_candidata):
        entrar(client, enlace_de_candidata)
        otro = Client()
        assert entrar(otro, enlace_de_candidata).status_code == 302
        assert client.session["_auth_user_id"] == otro.session["_auth_user_id"]

    def test_robado_despues_de_su_fecha_no_abre_ni_sigue_abierto(
        self, client, papeles, enlace_de_candidata
    ):
        entrar(client, enlace_de_candidata)
        suyo = reverse("captura:cuestionario", args=[papeles.cuestionario.pk])
        with reloj.en(reloj.ahora() + timedelta(days=10, seconds=1)):
            assert entrar(Client(), enlace_de_candidata).status_code == 404
            assert client.get(suyo).status_code == 404, "ni con la sesión que ya estaba abierta"

    def test_robado_despues_de_la_sustitucion_no_abre_ni_sigue_abierto(
        self, client, papeles, enlace_de_candidata
    ):
        entrar(client, enlace_de_candidata)
        candidatura = papeles.cuestionario.candidatura
        candidatura.estado_registro = EstadoDeRegistro.SUSTITUIDA
        candidatura.baja_el = reloj.hoy()
        candidatura.save()
        suyo = reverse("captura:cuestionario", args=[papeles.cuestionario.pk])
        assert entrar(Client(), enlace_de_candidata).status_code == 404
        assert client.get(suyo).status_code == 404
        with pytest.raises(InvitacionNoPosible, match="boleta"):
            invitaciones.reenviar(
                invitacion=Invitacion.objects.get(), adscripcion=papeles.cuentas["enlace"]
            )

    @pytest.mark.parametrize("servicio", [invitaciones.reenviar, invitaciones.revocar])
    def test_mandar_otro_o_revocarlo_cierra_lo_abierto_con_el(
        self, client, papeles, enlace, enlace_de_candidata, servicio
    ):
        entrar(client, enlace_de_candidata)
        suyo = reverse("captura:cuestionario", args=[papeles.cuestionario.pk])
        assert client.get(suyo).status_code == 200
        servicio(invitacion=Invitacion.objects.get(), adscripcion=enlace)
        assert client.get(suyo).url.startswith(reverse("account_login"))
        assert entrar(client, enlace_de_candidata).status_code == 404

    def test_si_crea_contrasena_el_enlace_deja_de_servir_y_la_cuenta_vence_igual(
        self, client, papeles, enlace_de_candidata
    ):
        entrar(client, enlace_de_candidata)
        crear(client, enlace_de_candidata)
        assert entrar(Client(), enlace_de_candidata).status_code == 404
        invitacion = Invitacion.objects.get()
        assert Adscripcion.objects.get(usuario=invitacion.cuenta).vence_en == invitacion.vence_en
        nuevo = Client()
        nuevo.post(reverse("account_login"), {"login": "persona.invitada", "password": BUENA})
        suyo = reverse("captura:cuestionario", args=[papeles.cuestionario.pk])
        assert nuevo.get(suyo).status_code == 200

    def test_uno_vigente_por_candidatura(self, papeles, enlace, enlace_de_candidata):
        with pytest.raises(InvitacionNoPosible, match="ya tiene un enlace"):
            invitar(
                enlace,
                Rol.CANDIDATA,
                candidaturas=[papeles.cuestionario.candidatura],
                persona="Otra",
            )

    def test_una_invitacion_de_otro_papel_no_se_abre_sin_contrasena(self, client, papeles, enlace):
        ficha = invitar(enlace, candidaturas=[papeles.propio.candidatura])
        assert entrar(client, ficha).status_code == 200
        with pytest.raises(InvitacionNoValida):
            invitaciones.entrar_con_enlace(ficha=ficha)
        assert "_auth_user_id" not in client.session

    def test_el_formulario_no_ofrece_ni_acepta_lo_ajeno(self, client, papeles, enlace):
        client.force_login(enlace.usuario)
        ajena = CuestionarioFactory().candidatura
        datos = {
            "persona": "Alguien",
            "correo": "a@example.org",
            "candidatura": ajena.pk,
            "vence_el": "2099-01-01",
        }
        respuesta = client.post(reverse("captura:invitar", args=["candidata"]), datos)
        assert respuesta.status_code == 200
        assert ajena.nombre not in respuesta.text
        assert not Invitacion.objects.exists()


class TestCorreoCompartido:
    def test_el_correo_no_identifica_y_cada_quien_recupera_lo_suyo(self, client):
        for nombre in ("una", "otra"):
            UsuarioFactory(username=nombre, email="comun@example.org")
        UsuarioFactory(username="sola", email="sola@example.org")
        client.post(reverse("account_reset_password"), {"email": "COMUN@example.org"})
        enviar_pendientes()
        assert {m.to[0].lower() for m in mail.outbox} == {"comun@example.org"}
        cuerpos = sorted(m.body for m in mail.outbox)
        assert len(cuerpos) == 2
        assert "«otra»" in cuerpos[0] or "«otra»" in cuerpos[1]
        assert "«una»" in cuerpos[0] or "«una»" in cuerpos[1]
        enlaces = {re.search(r"/cuentas/password/reset/key/\S+", c)[0] for c in cuerpos}
        assert len(enlaces) == 2
        assert not Correo.objects.exclude(reservados={}).exists()

    def test_un_correo_desconocido_recibe_la_misma_respuesta_y_ningun_correo(self, client):
        respuesta = client.post(reverse("account_reset_password"), {"email": "nadie@example.org"})
        assert respuesta.url == reverse("account_reset_password_done")
        assert not Correo.objects.exists()
        assert mail.outbox == []

    def test_no_se_entra_con_el_correo(self, client):
        UsuarioFactory(username="una", email="comun@example.org")
        client.post(
            reverse("account_login"),
            {"login": "comun@example.org", "password": "contrasena-de-prueba"},
        )
        assert "_auth_user_id" not in client.session


class TestPrimeraCuenta:
    def test_se_invita_desde_la_linea_de_ordenes_y_no_muestra_el_enlace(self, client, capsys):
        call_command("invitar_a_coordinacion", "Primera Persona", "primera@example.org")
        ficha = ficha_recibida()
        assert ficha not in capsys.readouterr().out
        crear(client, ficha)
        assert Adscripcion.objects.get().rol == Rol.COORDINACION
        with pytest.raises(CommandError, match="que ella invite"):
            call_command("invitar_a_coordinacion", "Otra", "otra@example.org")


def test_la_base_rehusa_un_enlace_sin_actor():
    with pytest.raises(IntegrityError, match="invitacion_actor_segun_rol"), transaction.atomic():
        Invitacion.objects.create(
            folio="x",
            huella_de_ficha="x",
            persona="x",
            correo="x@example.org",
            rol=Rol.ENLACE,
            creada_en=reloj.ahora(),
            vence_en=reloj.ahora() + timedelta(days=1),
        )
