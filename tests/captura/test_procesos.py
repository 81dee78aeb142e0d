"""Abrir y cerrar un proceso: quién puede, qué exige y qué deja a la vista."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from candidaturas.models import EstadoDeProceso, Parametro, PerfilPublicado
from captura.flujo import Paso
from captura.models import Acto, ClaseDeActo, Estado
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.servicios.pasos import TransicionNoPermitida, dar_paso
from captura.servicios.procesos import ProcesoNoAvanza, avanzar_proceso, fijar_publicacion
from conoceles.comun import reloj
from tests.fabricas import ActorFactory, EleccionFactory, ProcesoFactory, con_aviso, imagen

pytestmark = pytest.mark.django_db


def guardar(papeles, cuestionario):
    cuestionario.refresh_from_db()
    return guardar_cuestionario(
        cuestionario=cuestionario,
        campos={"pagina_web": "https://ejemplo.mx/otra"},
        version=cuestionario.version,
        adscripcion=papeles.cuentas["enlace"],
    )


@pytest.fixture
def publicado(papeles):
    """El cuestionario de la coalición, publicado por el camino de siempre."""
    guardar(papeles, papeles.cuestionario)
    guardar_fotografia(
        cuestionario=papeles.cuestionario, datos=imagen(), adscripcion=papeles.cuentas["enlace"]
    )
    for paso, quien in (
        (Paso.ENVIAR, "enlace"),
        (Paso.REVISAR, "revision"),
        (Paso.VERIFICAR, "revision"),
        (Paso.PUBLICAR, "revision"),
    ):
        dar_paso(cuestionario=papeles.cuestionario, paso=paso, adscripcion=papeles.cuentas[quien])
    return papeles


def test_abrir_exige_la_fecha_de_publicacion(papeles):
    nuevo = ProcesoFactory(
        clave="otro", estado=EstadoDeProceso.EN_PREPARACION, publico_desde=None, vigente=False
    )
    EleccionFactory(cargo__proceso=nuevo)
    ActorFactory(proceso=nuevo)
    coordinacion = papeles.cuentas["coordinacion"]
    with pytest.raises(ProcesoNoAvanza, match="desde cuándo"):
        avanzar_proceso(proceso=nuevo, adscripcion=coordinacion)
    fijar_publicacion(
        proceso=nuevo, desde=reloj.ahora(), cita="Acuerdo de ejemplo", adscripcion=coordinacion
    )
    con_aviso()
    abierto = avanzar_proceso(proceso=nuevo, adscripcion=coordinacion)
    assert abierto.estado == EstadoDeProceso.ABIERTO
    assert abierto.vigente
    assert abierto.publico_desde_cita == "Acuerdo de ejemplo"
    papeles.proceso.refresh_from_db()
    assert not papeles.proceso.vigente, "solo uno es el vigente"
    assert Acto.objects.filter(clase=ClaseDeActo.ESTADO_DE_PROCESO, proceso=nuevo).count() == 1


@pytest.mark.parametrize("rol", ["enlace", "revision", "comision", "secretaria", "sistemas"])
def test_solo_coordinacion_abre_y_cierra(papeles, rol):
    with pytest.raises(PermissionDenied):
        avanzar_proceso(proceso=papeles.proceso, adscripcion=papeles.cuentas[rol])
    with pytest.raises(PermissionDenied):
        fijar_publicacion(
            proceso=papeles.proceso,
            desde=reloj.ahora(),
            cita="",
            adscripcion=papeles.cuentas[rol],
        )


def test_un_proceso_archivado_ya_no_avanza(papeles):
    archivado = ProcesoFactory(clave="otro", estado=EstadoDeProceso.ARCHIVADO, vigente=False)
    with pytest.raises(ProcesoNoAvanza, match="archivado"):
        avanzar_proceso(proceso=archivado, adscripcion=papeles.cuentas["coordinacion"])


def test_al_cerrar_los_perfiles_siguen_si_asi_se_fijo(publicado, client):
    avanzar_proceso(proceso=publicado.proceso, adscripcion=publicado.cuentas["coordinacion"])
    assert PerfilPublicado.objects.count() == 1
    pagina = client.get(publicado.cuestionario.candidatura.get_absolute_url())
    assert publicado.cuestionario.propuesta_1[:40] in pagina.content.decode()


def test_al_cerrar_con_perfiles_que_no_siguen_no_queda_nada_publico(
    publicado, client, django_capture_on_commit_callbacks
):
    Parametro.objects.create(
        proceso=publicado.proceso, clave="perfiles_tras_cierre", valor="no", cita="Ejemplo"
    )
    perfil = PerfilPublicado.objects.get()
    foto = perfil.foto
    assert foto.storage.exists(foto.name)
    with django_capture_on_commit_callbacks(execute=True):
        avanzar_proceso(proceso=publicado.proceso, adscripcion=publicado.cuentas["coordinacion"])
    assert not PerfilPublicado.objects.exists()
    assert not foto.storage.exists(foto.name)
    assert client.get(reverse("medio", args=[foto.name])).status_code == 404
    pagina = client.get(publicado.cuestionario.candidatura.get_absolute_url())
    assert publicado.cuestionario.propuesta_1[:40] not in pagina.content.decode()


def test_cerrado_el_proceso_nadie_captura_ni_publica(papeles):
    guardar(papeles, papeles.propio)
    avanzar_proceso(proceso=papeles.proceso, adscripcion=papeles.cuentas["coordinacion"])
    with pytest.raises(PermissionDenied):
        guardar(papeles, papeles.propio)
    with pytest.raises(TransicionNoPermitida, match="no está abierto"):
        dar_paso(
            cuestionario=papeles.propio, paso=Paso.ENVIAR, adscripcion=papeles.cuentas["enlace"]
        )
    papeles.propio.refresh_from_db()
    assert papeles.propio.estado == Estado.EN_CAPTURA


def test_antes_de_su_fecha_nada_del_proceso_abierto_es_publico(publicado, client):
    apertura = reloj.ahora() + timedelta(days=1)
    fijar_publicacion(
        proceso=publicado.proceso,
        desde=apertura,
        cita="Ejemplo",
        adscripcion=publicado.cuentas["coordinacion"],
    )
    direccion = publicado.cuestionario.candidatura.get_absolute_url()
    with reloj.en(apertura - timedelta(seconds=1)):
        assert client.get(direccion).status_code == 404
    with reloj.en(apertura):
        assert client.get(direccion).status_code == 200
