"""El aviso de privacidad: se lee antes de entregar datos, por versiones, y queda quién aceptó."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.urls import reverse

from candidaturas.avisos_de_privacidad import de_partida
from candidaturas.models import AvisoDePrivacidad
from captura.formatos_de_consentimiento import bloques
from captura.models import AceptacionDeAviso, Acto, ClaseDeActo, Cuestionario, Rol
from captura.servicios.avisos import AvisoCambiado, aceptar_aviso, publicar_aviso
from conoceles.comun.formato import con_formato
from tests.fabricas import con_aviso

pytestmark = pytest.mark.django_db
INICIO = "/captura/"


def publicar(papeles, simplificado="Nuevo.", *, quien="coordinacion", vista=None):
    vigente = AvisoDePrivacidad.objects.vigente()
    return publicar_aviso(
        simplificado=simplificado,
        integral="Íntegro.",
        vista=(vigente.version if vigente else 0) if vista is None else vista,
        adscripcion=papeles.cuentas[quien],
    )


def aceptar(cliente, version, sigue=""):
    direccion = reverse("captura:aviso") + (f"?sigue={sigue}" if sigue else "")
    return cliente.post(direccion, {"leido": "on", "version": version})


@pytest.fixture
def enlace(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    return client


@pytest.mark.parametrize("papel", ["enlace", "capturista", "candidata", "coordinacion", "comision"])
def test_nadie_pasa_sin_haberlo_leido_y_luego_llega_a_donde_iba(papeles, client, papel):
    con_aviso(aceptado=False)
    client.force_login(papeles.cuentas[papel].usuario)
    iba = reverse("captura:trabajos")
    respuesta = client.get(iba)
    assert respuesta.url == f"{reverse('captura:aviso')}?sigue=%2Fcaptura%2Farchivos%2F"
    assert "Texto ficticio" in client.get(respuesta.url).text
    assert aceptar(client, 1, sigue=iba).url == iba
    assert client.get(iba).status_code == 200


def test_sin_leerlo_no_se_captura_ni_con_la_direccion_a_mano(papeles, enlace):
    con_aviso(aceptado=False)
    direccion = reverse("captura:cuestionario", args=[papeles.propio.pk])
    antes = Cuestionario.objects.get(pk=papeles.propio.pk)
    respuesta = enlace.post(
        direccion, {"pagina_web": "https://otra.example.org/", "version": antes.version}
    )
    assert respuesta.url.startswith(reverse("captura:aviso"))
    respuesta = enlace.post(direccion, {"version": antes.version}, headers={"HX-Request": "true"})
    assert respuesta.url.startswith(reverse("captura:aviso"))
    assert Cuestionario.objects.get(pk=papeles.propio.pk).version == antes.version


def test_una_version_nueva_se_pide_en_la_siguiente_pagina_sin_perder_lo_escrito(papeles, enlace):
    con_aviso()
    direccion = reverse("captura:cuestionario", args=[papeles.propio.pk])
    assert enlace.get(direccion).status_code == 200
    publicar(papeles)
    # Lo que estaba escribiendo se guarda.
    respuesta = enlace.post(direccion, {"version": papeles.propio.version})
    assert not respuesta.url.startswith(reverse("captura:aviso"))
    fragmento = enlace.get(direccion, headers={"HX-Request": "true"})
    assert fragmento.status_code == 200
    respuesta = enlace.get(direccion)
    assert respuesta.url.startswith(reverse("captura:aviso"))
    assert "cambió desde que usted lo leyó" in enlace.get(respuesta.url).text
    aceptar(enlace, 2)
    assert enlace.get(direccion).status_code == 200


def test_aceptar_queda_con_quien_que_version_cuando_y_en_la_bitacora(papeles, enlace):
    con_aviso(aceptado=False)
    aceptar(enlace, 1)
    aceptar(enlace, 1)
    aceptado = AceptacionDeAviso.objects.get()
    assert aceptado.usuario == papeles.cuentas["enlace"].usuario
    assert aceptado.aviso.version == 1
    acto = Acto.objects.get(clase=ClaseDeActo.ACEPTACION_DE_AVISO)
    assert acto.autor == aceptado.usuario
    assert acto.proceso == papeles.proceso
    assert acto.datos == {"version": 1, "huella": aceptado.aviso.huella}
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        AceptacionDeAviso.objects.all().delete()


def test_no_se_acepta_lo_que_no_se_leyo(papeles, enlace):
    con_aviso(aceptado=False)
    vieja = enlace.get(reverse("captura:aviso"))
    assert 'value="1"' in vieja.text
    con_aviso(aceptado=False)
    respuesta = aceptar(enlace, 1)
    assert respuesta.status_code == 200
    assert "cambió mientras lo leía" in respuesta.text
    assert not AceptacionDeAviso.objects.exists()
    with pytest.raises(AvisoCambiado):
        aceptar_aviso(usuario=papeles.cuentas["enlace"].usuario, version=None)


@pytest.mark.parametrize("sigue", ["https://malo.example/", "//malo.example/", "javascript:x"])
def test_al_aceptar_no_se_va_a_otro_sitio(papeles, enlace, sigue):
    con_aviso(aceptado=False)
    assert aceptar(enlace, 1, sigue=sigue).url == reverse("captura:inicio")


def test_solo_coordinacion_publica_y_nadie_encima_de_otra(papeles):
    for papel, adscripcion in papeles.cuentas.items():
        if adscripcion.rol != Rol.COORDINACION:
            with pytest.raises(PermissionDenied):
                publicar(papeles, quien=papel)
    assert publicar(papeles).version == 1
    assert publicar(papeles).version == 2
    with pytest.raises(AvisoCambiado, match="Alguien más publicó"):
        publicar(papeles, vista=1)
    assert Acto.objects.filter(clase=ClaseDeActo.AVISO_DE_PRIVACIDAD).count() == 2


@pytest.mark.parametrize("cambio", [{"simplificado": "Otro."}, {"version": 7}])
def test_una_version_publicada_no_cambia(cambio):
    con_aviso()
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        AvisoDePrivacidad.objects.update(**cambio)


def test_se_ve_antes_de_publicar_y_empieza_con_el_de_partida(papeles, client):
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    direccion = reverse("captura:aviso_nuevo")
    assert "Texto de ejemplo: el instituto lo revisa" in client.get(direccion).text
    datos = {"simplificado": "## Para esto\n\nUno.", "integral": "Dos.", "vista": 0}
    previa = client.post(direccion, datos | {"ver": "1"})
    assert "<h3>Para esto</h3>" in previa.text, "bajo «Así se vería»"
    assert not AvisoDePrivacidad.objects.exists()
    assert client.post(direccion, datos).url == reverse("captura:avisos")
    assert AvisoDePrivacidad.objects.vigente().simplificado == "## Para esto\n\nUno."
    # Quien lo escribió ya lo leyó.
    assert "Versión 1" in client.get(reverse("captura:avisos")).text
    choque = client.post(direccion, datos)
    assert "Alguien más publicó" in choque.text


def test_el_publico_lee_la_vigente_y_las_pasadas(papeles, client):
    direccion = reverse("candidaturas:aviso_de_privacidad")
    assert "Todavía no hay aviso" in client.get(direccion).text
    publicar(papeles, "Primero.")
    publicar(papeles, "Segundo.")
    pagina = client.get(direccion)
    assert not pagina.cookies
    assert "Segundo." in pagina.text
    assert "Íntegro." in pagina.text
    pasada = client.get(reverse("candidaturas:aviso_de_privacidad", args=[1])).text
    assert "Primero." in pasada
    assert "ya no rige" in pasada
    assert client.get(reverse("candidaturas:aviso_de_privacidad", args=[9])).status_code == 404


def test_el_texto_de_partida_se_ve_bien_en_pantalla_y_en_papel():
    for texto in de_partida():
        assert "<h2>" in con_formato(texto)
        assert {clase for clase, _ in bloques(texto)} == {"titulo", "lista", "parrafo"}
        assert "**" not in texto, "el papel no tiene negritas"
        assert not any(c in texto for c in ("artículo", "art. ")), "ninguna cita sin confirmar"


def test_el_texto_del_consentimiento_lleva_el_aviso_vigente(papeles, client):
    client.force_login(papeles.cuentas["revision"].usuario)
    direccion = reverse("captura:formato_nuevo")
    datos = {
        "nombre": "Uno",
        "declaracion": "Declaro.",
        "pregunta_tratamiento": "¿Trata?",
        "pregunta_publicacion": "¿Publica?",
        "pregunta_estadistica": "¿Cuenta?",
        "fundamento": "Por confirmar.",
    }
    assert "Antes publique el aviso" in client.post(direccion, datos).text
    aviso = con_aviso()
    client.post(direccion, datos | {"aviso": "Uno inventado."})
    formato = papeles.proceso.formatos_de_consentimiento.get()
    assert formato.aviso == aviso.simplificado
    assert formato.aviso_integral.endswith(aviso.get_absolute_url())
    assert "aviso de privacidad cambió" not in client.get(reverse("captura:formatos")).text
    publicar(papeles, "Otro.")
    aceptar(client, 2)
    assert "aviso de privacidad cambió" in client.get(reverse("captura:formatos")).text


def test_en_la_invitacion_se_acepta_la_version_que_se_leyo(papeles, client):
    from captura.servicios import invitaciones
    from tests.captura.test_invitaciones import ficha_recibida

    con_aviso()
    invitaciones.invitar(
        personas=[
            invitaciones.Invitada(
                "Persona Invitada",
                "a@example.org",
                Rol.CANDIDATA,
                papeles.a,
                [papeles.propio.candidatura],
            )
        ],
        adscripcion=papeles.cuentas["enlace"],
    )
    direccion = reverse("invitacion", args=[ficha_recibida()])
    assert "Texto ficticio" in client.get(direccion).text
    con_aviso()
    datos = {"accion": "entrar", "aviso_enlace": "on"}
    for otra in ({"version_del_aviso": "1"}, {"version_del_aviso": "x"}, {}):
        assert "cambió mientras lo leía" in client.post(direccion, datos | otra).text
    assert "_auth_user_id" not in client.session
    assert client.post(direccion, datos | {"version_del_aviso": "2"}).status_code == 302
    assert client.get(INICIO).status_code == 200, "no se le pide otra vez"
