"""El cuestionario de identidad en pantalla, y lo que de él llega a lo público."""

import time
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidaturas.models import Distintivo, SeccionDePerfil
from captura.flujo import Paso
from captura.huellas import contenido_de, huella_de
from captura.identidad import PNC, contenido_de_partida, preguntas_de
from captura.models import Acto, ClaseDeActo, Estado, RespuestasDeIdentidad
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.servicios.consentimientos import (
    consentimiento_vigente,
    retirar_consentimiento,
)
from captura.servicios.pasos import dar_paso
from conoceles.comun import almacen, reloj
from tests.almacen import vaciar_redis
from tests.captura.test_identidad_guardada import contestar, contestar_todo, firmar
from tests.fabricas import PerfilFactory

MARCA = "marcazyxwv"
TEXTO = "Persona afromexicana"


@pytest.fixture
def pregunta(papeles):
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    firmar(papeles)
    return papeles


@pytest.fixture
def ella(pregunta):
    cliente = Client()
    cliente.force_login(pregunta.cuentas["candidata"].usuario)
    return cliente


def direccion(papeles, bloque=""):
    pk = papeles.cuestionario.candidatura_id
    if bloque:
        return reverse("captura:identidad_bloque", args=[pk, bloque])
    return reverse("captura:identidad", args=[pk])


def publicar(papeles):
    """Con el perfil publicado por el camino de siempre."""
    cuestionario = papeles.cuestionario
    cuestionario.estado = Estado.VERIFICADO
    cuestionario.huella_verificada = huella_de(contenido_de(cuestionario))
    cuestionario.save()
    dar_paso(
        cuestionario=cuestionario, paso=Paso.PUBLICAR, adscripcion=papeles.cuentas["coordinacion"]
    )


# --- Contestar ---------------------------------------------------------------------------------
def test_ninguna_pregunta_empieza_contestada(pregunta, ella):
    for bloque in preguntas_de(contenido_de_partida()).bloques:
        pagina = ella.get(direccion(pregunta, bloque.clave)).text
        assert "checked" not in pagina, bloque.clave
        assert " selected" not in pagina.replace('value="" selected', ""), bloque.clave
        assert bloque.ayuda[:40] in pagina
        assert "Prefiero no contestar" in pagina


def test_se_contesta_de_bloque_en_bloque_hasta_terminar(pregunta, ella):
    bloques = preguntas_de(contenido_de_partida()).bloques
    url = direccion(pregunta, bloques[0].clave)
    for bloque in bloques:
        assert url == direccion(pregunta, bloque.clave)
        datos = {p.clave: PNC for p in bloque.preguntas if not p.si}
        url = ella.post(url, datos).url
    assert url == direccion(pregunta)
    assert "Contestado" in ella.get(url).text
    assert RespuestasDeIdentidad.objects.get().contestado_en


def test_un_si_abre_preguntas_y_lo_ya_dicho_no_se_pierde(pregunta, ella):
    url = direccion(pregunta, "diversidad")
    pagina = ella.post(url, {"lgbtttiq": "si"})
    assert pagina.status_code == 200
    assert "Prefiero no contestar» también lo es" in pagina.text
    assert ella.get(url).text.count("checked") == 1
    assert ella.post(url, {"lgbtttiq": "si", "lgbtttiq_identidad": PNC}).status_code == 302


def test_la_contradiccion_con_la_edad_solo_la_ve_quien_contesta(pregunta, ella):
    aviso = "el día de la jornada tendrá 40 años"
    url = direccion(pregunta, "edad")
    assert aviso not in " ".join(ella.get(url).text.split())
    assert ella.post(url, {"joven": "si"}).status_code == 302
    assert aviso in " ".join(ella.get(url).text.split())
    for papel in ("enlace", "capturista", "revision"):
        cliente = Client()
        cliente.force_login(pregunta.cuentas[papel].usuario)
        assert aviso not in " ".join(cliente.get(direccion(pregunta)).text.split())


def test_las_dos_listas_de_edad_a_la_vez_no(pregunta, ella):
    pagina = ella.post(direccion(pregunta, "edad"), {"joven": "si", "mayor": "si"})
    assert "no pueden ser Sí a la vez" in pagina.text
    assert not RespuestasDeIdentidad.objects.exists()


def test_nada_queda_en_el_navegador_ni_en_intermediarios(pregunta, ella):
    antes = paginas_en_cache()
    ella.post(direccion(pregunta, "afromexicana"), {"afromexicana": "si"})
    for url in (direccion(pregunta), direccion(pregunta, "afromexicana")):
        respuesta = ella.get(url, headers={"range": "bytes=0-99"})
        assert respuesta.status_code == 200
        assert "no-store" in respuesta["Cache-Control"]
        assert "private" in respuesta["Cache-Control"]
        assert not respuesta.has_header("Accept-Ranges")
        assert not respuesta.has_header("ETag")
        assert "autoguardado.js" not in respuesta.text
    assert paginas_en_cache() <= antes


def paginas_en_cache() -> set[bytes]:
    return almacen.intentar(
        lambda r: set(r.scan_iter("conoceles:pagina:*")), si_falla=None, siempre=True
    )


# --- Lo que los demás ven -----------------------------------------------------------------------
def test_su_actor_y_el_instituto_solo_saben_si_esta_contestado(pregunta):
    dicho = {"lgbtttiq": "si", "lgbtttiq_identidad": "otra", "afromexicana": "si"}
    contestar_todo(pregunta, **dicho, ingresos="sin_ingresos")
    contestar(pregunta, textos={"lgbtttiq_identidad": MARCA})
    cuestionario = pregunta.cuestionario
    for papel in ("enlace", "capturista", "revision", "coordinacion"):
        cliente = Client()
        cliente.force_login(pregunta.cuentas[papel].usuario)
        paginas = [
            direccion(pregunta),
            reverse("captura:inicio"),
            reverse("captura:cuestionario", args=[cuestionario.pk]),
            reverse("captura:consentimiento_de", args=[cuestionario.candidatura_id]),
            reverse("captura:consentimientos") + f"?texto={MARCA}",
            reverse("captura:tablero"),
        ]
        if papel in {"revision", "coordinacion"}:
            paginas.append(reverse("captura:revision", args=[cuestionario.pk]))
        vistas = {url: cliente.get(url) for url in paginas}
        todo = " ".join(r.text for r in vistas.values()).replace(f'value="{MARCA}"', "")
        todo = todo.replace(f"texto={MARCA}", "")
        assert {r.status_code for r in vistas.values()} == {200}
        assert "Contestado" in vistas[direccion(pregunta)].text
        for secreto in (MARCA, "LGBTTTIQ", "afromexicana", "No recibe ingresos"):
            assert secreto not in todo, (papel, secreto)


def test_lo_ajeno_responde_igual_que_lo_que_no_existe(pregunta):
    """Ni el cuerpo ni lo que cuesta dicen si la candidatura existe o si contestó."""
    contestar_todo(pregunta)
    cliente = Client()
    cliente.force_login(pregunta.cuentas["otro_enlace"].usuario)

    def pedir(pk, metodo="GET"):
        url = reverse("captura:identidad_bloque", args=[pk, "afromexicana"])
        with CaptureQueriesContext(connection) as hechas:
            respuesta = cliente.generic(metodo, url)
        return respuesta.status_code, len(hechas), respuesta.content.replace(str(pk).encode(), b"")

    for metodo in ("GET", "HEAD", "POST"):
        ajena = pedir(pregunta.cuestionario.candidatura_id, metodo)
        inventada = pedir(99999, metodo)
        assert ajena[:2] == inventada[:2]
        assert ajena[0] == 404


def test_ningun_orden_ni_filtro_privado_alcanza_lo_contestado(pregunta):
    contestar_todo(pregunta, afromexicana="si")
    cliente = Client()
    cliente.force_login(pregunta.cuentas["enlace"].usuario)
    base = cliente.get(reverse("captura:inicio")).text
    for consulta in ("orden=identidad", "identidad=si", "afromexicana=si", "q=afromexicana"):
        pagina = cliente.get(f"{reverse('captura:inicio')}?{consulta}")
        assert pagina.status_code == 200
        assert pagina.text.count("Persona") == base.count("Persona")


# --- El enlace vencido, y de quien ya no está ----------------------------------------------------
def test_pasada_su_fecha_el_enlace_no_abre_nada(pregunta, ella):
    suya = pregunta.cuentas["candidata"]
    suya.vence_en = reloj.ahora() - timedelta(seconds=1)
    suya.save()
    for url in (direccion(pregunta), direccion(pregunta, "afromexicana")):
        assert ella.get(url).status_code == 404
        assert ella.post(url, {"afromexicana": "si"}).status_code in {404, 405}
    assert not RespuestasDeIdentidad.objects.exists()


def test_quien_fue_sustituida_ya_no_abre_ni_escribe(pregunta, ella):
    contestar_todo(pregunta, afromexicana="si")
    candidatura = pregunta.cuestionario.candidatura
    candidatura.estado_registro, candidatura.baja_el = "sustituida", reloj.hoy()
    candidatura.save()
    for url in (direccion(pregunta), direccion(pregunta, "afromexicana")):
        assert ella.get(url).status_code == 404
        assert ella.post(url, {"afromexicana": "no"}).status_code in {404, 405}


# --- Lo público ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("publicacion", "respuesta", "visible"),
    [(True, "si", True), (True, "no", False), (True, PNC, False), (False, "si", False)],
)
def test_hay_distintivo_solo_con_un_si_consentido(pregunta, publicacion, respuesta, visible):
    firmar(pregunta, publicacion=publicacion, estadistica=True)
    contestar_todo(pregunta, afromexicana=respuesta, ingresos="sin_ingresos")
    publicar(pregunta)
    candidatura = pregunta.cuestionario.candidatura
    assert Distintivo.objects.exists() is visible
    cliente = Client()
    for url in (candidatura.get_absolute_url(), f"/api/v1/candidaturas/{candidatura.pk}/"):
        assert (TEXTO in cliente.get(url).text) is visible
        assert "ingresos" not in cliente.get(url).text
    assert ('name="autoadscripcion"' in cliente.get("/candidaturas/").text) is visible


def test_sin_terminar_el_cuestionario_no_hay_distintivo(pregunta):
    firmar(pregunta, publicacion=True)
    publicar(pregunta)
    contestar(pregunta, "afromexicana", afromexicana="si")
    assert not Distintivo.objects.exists()


def test_el_proceso_decide_que_se_anuncia(pregunta):
    firmar(pregunta, publicacion=True)
    contestar_todo(pregunta, afromexicana="si")
    publicar(pregunta)
    assert Distintivo.objects.get().texto == TEXTO
    contenido = contenido_de_partida()
    del contenido["bloques"][2]["preguntas"][0]["distintivo"]
    crear_cuestionario_de_identidad(proceso=pregunta.proceso, contenido=contenido)
    assert not Distintivo.objects.exists()


def test_pausar_reanudar_y_retirar_mueven_los_distintivos(pregunta):
    firmar(pregunta, publicacion=True)
    contestar_todo(pregunta, afromexicana="si")
    publicar(pregunta)
    cuestionario, coordinacion = pregunta.cuestionario, pregunta.cuentas["coordinacion"]

    def dar(paso, **opciones):
        dar_paso(cuestionario=cuestionario, paso=paso, adscripcion=coordinacion, **opciones)
        return Distintivo.objects.exists()

    secciones = (SeccionDePerfil.IDENTIDAD,)
    assert dar(Paso.PAUSAR, secciones=secciones, motivo="Se aclara.") is False
    contestar(pregunta, "afromexicana", afromexicana="si")
    assert not Distintivo.objects.exists()
    assert dar(Paso.REANUDAR, secciones=secciones) is True
    assert dar(Paso.RETIRAR, motivo="Sí.") is False


def test_el_filtro_y_sus_cuentas_salen_solo_de_los_distintivos(client, pregunta):
    firmar(pregunta, publicacion=True)
    contestar_todo(pregunta, afromexicana="si", indigena="no")
    publicar(pregunta)
    PerfilFactory(candidatura__formula__eleccion__cargo__proceso=pregunta.proceso)
    pagina = client.get("/candidaturas/?autoadscripcion=afromexicana")
    assert [t.nombre for t in pagina.context["listado"].tarjetas] == [
        pregunta.cuestionario.candidatura.nombre
    ]
    assert f"{TEXTO} (1)" in client.get("/candidaturas/").text
    hallada = client.get("/api/v1/candidaturas/", {"autoadscripcion": "afromexicana"}).json()
    assert len(hallada["resultados"]) == 1
    # Lo que nadie publicó ni siquiera es una opción.
    assert client.get("/api/v1/candidaturas/", {"autoadscripcion": "indigena"}).status_code == 400
    assert client.get("/api/v1/candidaturas/", {"autoadscripcion": "joven"}).status_code == 400


def test_retirar_el_consentimiento_lo_esconde_de_todo_al_instante(client, pregunta, settings):
    """También de las páginas guardadas. Medido por suceso: la petición que sigue al retiro."""
    settings.CACHE_PUBLICO_SEGUNDOS = 60
    vaciar_redis()
    firmar(pregunta, publicacion=True)
    contestar_todo(pregunta, afromexicana="si")
    publicar(pregunta)
    candidatura = pregunta.cuestionario.candidatura
    ficha = candidatura.get_absolute_url()
    # Las pruebas no confirman su transacción, y una página solo se guarda si nada está cambiando.
    vaciar_redis()
    eleccion = reverse("candidaturas:eleccion_atom", args=[candidatura.formula.eleccion_id])
    urls = [ficha, f"/api/v1/candidaturas/{candidatura.pk}/", "/candidaturas/", eleccion,
            "/candidaturas/?autoadscripcion=afromexicana"]  # fmt: skip
    antes = {url: client.get(url).text for url in urls}
    assert TEXTO in antes[ficha]
    pdf = client.get(f"{ficha}ficha.pdf").content
    with CaptureQueriesContext(connection) as hechas:
        client.get(ficha)
    assert len(hechas) == 0, "la página tenía que estar guardada"

    inicio = time.monotonic()
    retirar_consentimiento(
        consentimiento=consentimiento_vigente(candidatura),
        motivo="",
        adscripcion=pregunta.cuentas["candidata"],
    )
    for url in urls:
        assert TEXTO not in client.get(url).text, url
    assert client.get(f"{ficha}ficha.pdf").content != pdf
    assert time.monotonic() - inicio < 5
    assert not Distintivo.objects.exists()
    assert Acto.objects.filter(clase=ClaseDeActo.RETIRO_DE_CONSENTIMIENTO).exists()
    assert connections["default"] is not None


def test_los_datos_abiertos_no_llevan_distintivos(pregunta, django_capture_on_commit_callbacks):
    from candidaturas.abiertos.cortes import cortar, ruta_de

    firmar(pregunta, publicacion=True)
    contestar_todo(pregunta, afromexicana="si")
    publicar(pregunta)
    with django_capture_on_commit_callbacks(execute=True):
        corte = cortar(pregunta.proceso)
    assert corte.archivos.exists()
    for archivo in corte.archivos.all():
        with storages["datos_abiertos"].open(ruta_de(archivo)) as abierto:
            datos = abierto.read()
        assert b"afromexicana" not in datos.lower(), archivo
        assert b"autoadscripci" not in datos.lower(), archivo
