"""Cerrar un proceso, o cargar su registro, mientras alguien escribe en él: se esperan, no se
traban. Sin el orden de `captura.servicios.bloqueo`, PostgreSQL cortaría a uno de los dos."""

from functools import partial

import pytest
from django.db import transaction
from django.db.models import F

from candidaturas.abiertos import cortes
from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    CicloDeVida,
    CorteDeDatos,
    EstadoDeProceso,
    Formula,
    Parametro,
    PerfilPublicado,
    ProcesoElectoral,
    SeccionDePerfil,
)
from captura.demostracion.identidad import contenido_de_partida
from captura.flujo import Paso
from captura.huellas import contenido_de, huella_de
from captura.models import Cuestionario, Rol
from captura.servicios import (
    captura,
    captura_de_identidad,
    ciclo,
    coaliciones,
    compromisos,
    consentimientos,
    correcciones,
    distintivos,
    invitaciones,
    pasos,
    procesos,
    recordatorios,
    revision,
    sustituciones,
)
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.servicios.pasos import dar_paso
from captura.servicios.publicacion import publicar
from tests.captura.test_ciclo_de_vida import llevar_a
from tests.captura.test_concurrencia_de_movimientos import comunes
from tests.captura.test_correcciones import aprobar, pedir, publicado  # noqa: F401
from tests.captura.test_identidad import publicar as publicar_a_ella
from tests.captura.test_identidad_guardada import contestar, contestar_todo, firmar
from tests.captura.test_servicios_de_compromisos import firmar_todo
from tests.captura.test_servicios_de_compromisos import pedir as pedir_habilitacion
from tests.captura.test_sustituciones import pasar
from tests.fabricas import imagen

pytestmark = pytest.mark.django_db(transaction=True)


# --- Cerrarlo de verdad -------------------------------------------------------------------------
@pytest.fixture
def cerrar(publicado):  # noqa: F811
    """Cierra el proceso y retira los perfiles."""
    Parametro.objects.create(proceso=publicado.proceso, clave="perfiles_tras_cierre", valor="no")
    proceso = ProcesoElectoral.objects.get(pk=publicado.proceso.pk)
    coordinacion = publicado.cuentas["coordinacion"]
    return partial(procesos.avanzar_proceso, proceso=proceso, adscripcion=coordinacion)


def dar(papeles, paso, seccion=SeccionDePerfil.CURRICULAR):
    return dar_paso(
        cuestionario=papeles.propio,
        paso=paso,
        adscripcion=papeles.cuentas["coordinacion"],
        motivo="Prueba.",
        secciones=() if paso is Paso.RETIRAR else (seccion,),
    )


@pytest.mark.parametrize("paso", [Paso.PAUSAR, Paso.REANUDAR, Paso.RETIRAR])
def test_cerrar_mientras_alguien_pausa_reanuda_o_retira(publicado, cerrar, en_medio, paso):  # noqa: F811
    if paso is Paso.REANUDAR:
        dar(publicado, Paso.PAUSAR)
    cerrado = en_medio(pasos, "anotar", cerrar)
    dar(publicado, paso)
    assert cerrado().estado == EstadoDeProceso.CERRADO
    assert not PerfilPublicado.objects.exists()


def test_cerrar_mientras_se_aprueba_una_correccion(publicado, cerrar, en_medio):  # noqa: F811
    correccion = pedir(publicado)
    cerrado = en_medio(correcciones, "anotar", cerrar)
    aprobar(publicado, correccion)
    assert cerrado().estado == EstadoDeProceso.CERRADO
    assert not PerfilPublicado.objects.exists()


def test_cerrar_mientras_se_hace_un_corte_de_datos(publicado, cerrar, en_medio):  # noqa: F811
    cerrado = en_medio(cortes, "_guardar", cerrar)
    cortes.cortar(publicado.proceso)
    assert cerrado().estado == EstadoDeProceso.CERRADO
    assert CorteDeDatos.objects.get().esta_retirado


def test_despublicar_mientras_se_hace_un_corte_de_datos(publicado, en_medio):  # noqa: F811
    despublicar = partial(
        ciclo.avanzar_ciclo,
        proceso=llevar_a(publicado.proceso),
        hacia=CicloDeVida.DESPUBLICADO,
        adscripcion=None,
    )
    despublicado = en_medio(cortes, "_guardar", despublicar)
    cortes.cortar(publicado.proceso)
    assert despublicado().ciclo == CicloDeVida.DESPUBLICADO
    assert CorteDeDatos.objects.get().esta_retirado


def test_pausar_dos_perfiles_a_la_vez(publicado, en_medio):  # noqa: F811
    """Los dos impiden que se haga un corte, y los dos anotan."""
    Cuestionario.objects.filter(pk=publicado.cuestionario.pk).update(
        estado="publicado", huella_verificada=huella_de(contenido_de(publicado.cuestionario))
    )
    otro = Cuestionario.objects.get(pk=publicado.cuestionario.pk)
    publicar(otro)
    otra = en_medio(
        pasos,
        "anotar",
        partial(
            dar_paso,
            cuestionario=otro,
            paso=Paso.PAUSAR,
            adscripcion=publicado.cuentas["revision"],
            motivo="Prueba.",
            secciones=(SeccionDePerfil.CONTACTO,),
        ),
    )
    dar(publicado, Paso.PAUSAR)
    assert otra().secciones_aparte == {"contacto": "pausado"}


def test_retirar_el_perfil_mientras_ella_contesta(papeles, en_medio):
    """Ni su distintivo queda sin perfil, ni lo que contestó se pierde por eso."""
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    firmar(papeles, publicacion=True)
    contestar_todo(papeles, afromexicana="no")
    publicar_a_ella(papeles)
    retirado = en_medio(
        distintivos,
        "_los_que_proceden",
        partial(
            dar_paso,
            cuestionario=papeles.cuestionario,
            paso=Paso.RETIRAR,
            adscripcion=papeles.cuentas["coordinacion"],
            motivo="Prueba.",
        ),
    )
    contestar(papeles, "afromexicana", afromexicana="si")
    assert retirado().estado == "en_revision"
    assert not PerfilPublicado.objects.exists()


# --- Quien toma el proceso y después todo lo suyo -------------------------------------------------
@transaction.atomic
def tomar_todo():
    """Como cargar el registro, que escribe en cuanto hay."""
    list(ProcesoElectoral.objects.select_for_update())
    for modelo in (ActorPolitico, Formula, Cuestionario, Candidatura):
        list(modelo.objects.select_for_update(of=("self",)))
    Candidatura.objects.update(nombres=F("nombres"))
    return "lo tomó todo"


def _consentir(papeles):
    return partial(firmar, papeles)


def _retirar_consentimiento(papeles):
    return partial(
        consentimientos.retirar_consentimiento,
        consentimiento=firmar(papeles),
        motivo="",
        adscripcion=papeles.cuentas["candidata"],
    )


def _contestar(papeles):
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    firmar(papeles)
    return partial(contestar, papeles)


def _firmar_compromisos(papeles):
    familia = papeles.proceso.familias_de_compromisos.get()
    solicitud = pedir_habilitacion(papeles, familia)
    compromisos.atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])
    return partial(firmar_todo, papeles, familia)


def _retirar_firma(papeles):
    return partial(
        compromisos.retirar_firma,
        firma=_firmar_compromisos(papeles)(),
        motivo="A petición suya.",
        adscripcion=papeles.cuentas["coordinacion"],
    )


def _pedir_habilitacion(papeles):
    return partial(pedir_habilitacion, papeles, papeles.proceso.familias_de_compromisos.get())


def _invitar(papeles):
    persona = invitaciones.Invitada(
        persona="Persona Invitada",
        correo="comun@example.org",
        rol=Rol.CANDIDATA,
        actor=papeles.a,
        candidaturas=[papeles.propio.candidatura],
    )
    enlace = papeles.cuentas["enlace"]
    return partial(invitaciones.invitar, personas=[persona], adscripcion=enlace)


def _recordar(papeles):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(correo_aclaraciones="a@example.org")
    return partial(
        recordatorios.recordar,
        cuestionarios=[papeles.propio.pk],
        proceso=papeles.proceso,
        adscripcion=papeles.cuentas["revision"],
    )


def _tomar_el_siguiente(papeles):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="enviado")
    return partial(
        revision.tomar_siguiente, adscripcion=papeles.cuentas["revision"], proceso=papeles.proceso
    )


def _fotografiar(papeles):
    return partial(
        captura.guardar_fotografia,
        cuestionario=papeles.propio,
        datos=imagen(),
        adscripcion=papeles.cuentas["enlace"],
    )


@pytest.mark.parametrize(
    ("modulo", "nombre", "preparar"),
    [
        (captura, "anotar_guardado", _fotografiar),
        (captura_de_identidad, "guardar", _contestar),
        (coaliciones, "_mover", lambda p: partial(pasar, p, p.propio.candidatura.formula, p.b)),
        (compromisos, "anotar", _firmar_compromisos),
        (compromisos, "anotar", _pedir_habilitacion),
        (compromisos, "anotar", _retirar_firma),
        (consentimientos, "_anotar", _consentir),
        (consentimientos, "_anotar", _retirar_consentimiento),
        (invitaciones, "_anotar", _invitar),
        (recordatorios, "anotar", _recordar),
        (revision, "dar_paso", _tomar_el_siguiente),
        (sustituciones, "_anotar", lambda p: partial(sustituciones.dar_de_baja, **comunes(p))),
    ],
)
def test_lo_que_se_escribe_mientras_se_carga_el_registro(
    papeles, en_medio, modulo, nombre, preparar
):
    acto = preparar(papeles)
    tomado = en_medio(modulo, nombre, tomar_todo)
    acto()
    assert tomado() == "lo tomó todo"
