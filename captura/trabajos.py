"""Lo que el trabajador sabe hacer por la captura."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.text import slugify

from candidaturas.models import ActorPolitico, ProcesoElectoral
from captura.bitacora import anotar
from captura.consultas import actores_del_proceso
from captura.datos_personales import en_zip
from captura.expedientes import escribir_expediente
from captura.hojas import aplicacion, fotos, revision
from captura.hojas.alcance import Alcance
from captura.hojas.plantilla import escribir_plantilla
from captura.importacion import previa as previa_de_registro
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    EstadoDeTrabajo,
    Proposito,
    Rol,
    SolicitudDeDerechos,
    SupresionPedida,
    Trabajo,
)
from captura.permisos import (
    CONFIRMAN_LA_SUPRESION,
    REVISAN,
    puede_cargar_en_lote,
    puede_llevarse_los_datos,
    puede_pedir_carpeta,
    puede_pedir_expediente,
    puede_preparar_procesos,
    puede_subir_lotes,
)
from captura.servicios.bloqueo import compartir_proceso
from captura.servicios.ciclo import SUPRIMIR
from captura.servicios.derechos import DATOS_PERSONALES
from captura.servicios.expedientes import (
    CARPETA,
    EXPEDIENTE,
    titulo_de_la_carpeta,
    titulo_del_expediente,
)
from captura.servicios.identidad import leer_identidad
from captura.servicios.lotes import separar_lote
from captura.servicios.supresion import suprimir_proceso
from captura.servicios.trabajos import Resultado, desechar, ejecuta, escribir_cifrado
from conoceles.comun.errores import ErrorDeDominio

REVISAR_REGISTRO, CARGAR_REGISTRO = "registro_revisar", "registro_cargar"
PLANTILLA, REVISAR_HOJA, APLICAR_HOJA = "hoja_plantilla", "hoja_revisar", "hoja_aplicar"
REVISAR_FOTOS, APLICAR_FOTOS = "fotos_revisar", "fotos_aplicar"
SEPARAR_ESCANEOS = "escaneos_separar"
HOJA = "captura:hoja"


class YaNoPuede(ErrorDeDominio):
    """La cuenta perdió su cargo entre que lo pidió y que le tocó el turno."""


def adscripcion_de(
    trabajo: Trabajo, puede: Callable[[Adscripcion], bool] = puede_cargar_en_lote
) -> Adscripcion:
    """Con qué cargo se hace: el que tiene hoy quien lo pidió, si es el mismo. Lanza `YaNoPuede`."""
    adscripcion = (
        Adscripcion.objects.vigentes()
        .select_related("usuario", "actor__proceso")
        .filter(usuario=trabajo.pedido_por, rol=trabajo.rol, actor=trabajo.actor)
        .first()
    )
    if adscripcion is None or not puede(adscripcion):
        raise YaNoPuede("La cuenta que lo pidió ya no tiene ese cargo.")
    return adscripcion


@ejecuta(PLANTILLA, titulo="Plantilla para capturar en hoja de cálculo", dias=3, se_pide=HOJA)
def hacer_plantilla(trabajo: Trabajo, avance) -> Resultado:
    alcance = Alcance(adscripcion_de(trabajo))
    cuantas = escribir_plantilla(avance.temporal, alcance, avance, hecha_en=trabajo.pedido_en)
    return Resultado("candidaturas.xlsx", f"Lleva {cuantas} candidaturas.")


@ejecuta(
    REVISAR_HOJA,
    titulo="Revisión de una hoja de cálculo",
    dias=2,
    sigue="captura:hoja_revision",
    se_pide=HOJA,
    se_baja=False,
)
def revisar_hoja(trabajo: Trabajo, avance) -> Resultado:
    alcance = Alcance(adscripcion_de(trabajo))
    renglones = revision.revisar_hoja(trabajo.ruta_de_entrada, alcance, avance)
    revision.guardar(avance.temporal, renglones)
    return Resultado("revision.jsonl", revision.resumen(renglones))


@ejecuta(APLICAR_HOJA, titulo="Importación de una hoja de cálculo", se_pide=HOJA)
def aplicar_hoja(trabajo: Trabajo, avance) -> Resultado:
    previa = _previa(trabajo)
    renglones = list(revision.leer(previa.ruta))
    cuantas = aplicacion.aplicar_hoja(renglones, adscripcion_de(trabajo), avance)
    # Lo que se subió ya está en los cuestionarios: no se guarda dos veces.
    desechar(previa)
    return Resultado(mensaje=f"Candidaturas actualizadas: {cuantas}.")


def _previa(trabajo: Trabajo) -> Trabajo:
    """La vista previa que se va a aplicar, bloqueada: nadie la vence a medio camino."""
    # El proceso va antes: quien lo bloquea aparta después sus trabajos.
    compartir_proceso(Trabajo.objects.filter(pk=trabajo.pk).values("actor__proceso"))
    previa = Trabajo.objects.select_for_update(of=("self",)).get(pk=trabajo.parametros["revision"])
    if previa.estado != EstadoDeTrabajo.TERMINADO:
        raise aplicacion.NoSeAplica(f"La vista previa venció. {aplicacion.NO_SE_APLICO}")
    return previa


@ejecuta(
    REVISAR_FOTOS,
    titulo="Revisión de un ZIP de fotografías",
    dias=2,
    sigue="captura:fotos_revision",
    se_pide="captura:fotos",
    se_baja=False,
)
def revisar_fotos(trabajo: Trabajo, avance) -> Resultado:
    alcance = Alcance(adscripcion_de(trabajo))
    halladas = fotos.revisar_zip(trabajo.ruta_de_entrada, alcance, avance, avance.temporal)
    return Resultado("revision.zip", fotos.resumen(halladas))


@ejecuta(APLICAR_FOTOS, titulo="Fotografías de un ZIP", se_pide="captura:fotos")
def aplicar_fotos(trabajo: Trabajo, avance) -> Resultado:
    previa = _previa(trabajo)
    meses = previa.parametros["meses"]
    cuantas = fotos.aplicar_fotos(previa.ruta, adscripcion_de(trabajo), avance, meses=meses)
    desechar(previa)
    return Resultado(mensaje=f"Fotografías guardadas: {cuantas}.")


@ejecuta(EXPEDIENTE, titulo="Expediente", por_partes=True)
def hacer_expediente(trabajo: Trabajo, avance) -> Resultado:
    actor = ActorPolitico.objects.select_related("proceso").get(pk=trabajo.parametros["actor"])
    adscripcion_de(trabajo, lambda a: a is not None and puede_pedir_expediente(a, actor))
    resumen = escribir_expediente(
        avance.temporal,
        actor.proceso,
        [actor],
        avance,
        titulo=titulo_del_expediente(actor),
        pedido_en=trabajo.pedido_en,
        carpeta=avance.carpeta,
    )
    return Resultado(_nombre("expediente", actor.siglas, trabajo), resumen.en_palabras())


@ejecuta(CARPETA, titulo="Carpetas para archivo", roles=REVISAN, por_partes=True)
def hacer_carpeta(trabajo: Trabajo, avance) -> Resultado:
    proceso = ProcesoElectoral.objects.get(pk=trabajo.parametros["proceso"])
    adscripcion_de(trabajo, puede_pedir_carpeta)
    resumen = escribir_expediente(
        avance.temporal,
        proceso,
        list(actores_del_proceso(proceso)),
        avance,
        titulo=titulo_de_la_carpeta(proceso),
        pedido_en=trabajo.pedido_en,
        carpeta=avance.carpeta,
    )
    return Resultado(
        _nombre("carpetas", proceso.clave, trabajo),
        resumen.en_palabras(),
        # Junto con la marca de que terminó: un reintento no lo anota dos veces.
        lambda: anotar(
            clase=ClaseDeActo.EXPEDIENTE,
            proceso=proceso,
            autor=trabajo.pedido_por,
            datos={"candidaturas": resumen.candidaturas, "documentos": resumen.documentos.total()},
        ),
    )


@ejecuta(DATOS_PERSONALES, titulo="Datos personales", dias=3, cifrado=True)
def reunir_datos_personales(trabajo: Trabajo, avance) -> Resultado:
    """Lo contestado sobre la identidad solo va si quien lo pide es la propia persona."""
    solicitud = SolicitudDeDerechos.objects.select_related("candidatura__proceso").get(
        pk=trabajo.parametros["solicitud"]
    )
    adscripcion = adscripcion_de(trabajo, lambda a: puede_llevarse_los_datos(a, solicitud))
    respuestas = None
    if adscripcion.rol == Rol.CANDIDATA:
        respuestas = leer_identidad(
            candidatura=solicitud.candidatura,
            proposito=Proposito.DERECHO_DE_ACCESO,
            adscripcion=adscripcion,
        )
    datos = en_zip(solicitud.candidatura, respuestas, hecho_en=trabajo.pedido_en, avance=avance)
    escribir_cifrado(trabajo, avance.temporal, datos)
    return Resultado(_nombre("datos-personales", solicitud.folio, trabajo))


def _nombre(que: str, de_quien: str, trabajo: Trabajo) -> str:
    return f"{que}-{slugify(de_quien)}-{timezone.localtime(trabajo.pedido_en):%Y%m%dT%H%M}.zip"


@ejecuta(
    SEPARAR_ESCANEOS,
    titulo="Separación de hojas escaneadas",
    sigue="captura:escaneo_separado",
    se_pide="captura:escaneos",
    se_baja=False,
)
def separar_escaneos(trabajo: Trabajo, avance) -> Resultado:
    lote, nuevo = separar_lote(
        proceso=ProcesoElectoral.objects.get(pk=trabajo.parametros["proceso"]),
        datos=trabajo.ruta_de_entrada.read_bytes(),
        nombre=trabajo.ruta_de_entrada.name,
        adscripcion=adscripcion_de(trabajo, puede_subir_lotes),
        avance=avance,
    )
    if not nuevo:
        return Resultado(mensaje="Ese archivo ya estaba: no se cambió nada.")
    return Resultado(
        mensaje=f"Páginas separadas: {lote.hojas.count()}. Revise de quién es cada una."
    )


@ejecuta(
    REVISAR_REGISTRO,
    titulo="Revisión de un archivo del registro",
    dias=2,
    sigue="captura:registro_revision",
    se_baja=False,
)
def revisar_registro(trabajo: Trabajo, avance) -> Resultado:
    adscripcion_de(trabajo, puede_preparar_procesos)
    renglones, resumen = previa_de_registro.revisar(
        trabajo.ruta_de_entrada,
        trabajo.parametros["proceso"],
        avance,
        crear=trabajo.parametros["crear"],
    )
    previa_de_registro.guardar(avance.temporal, renglones, resumen)
    return Resultado("revision.jsonl", f"Trae {resumen.renglones} renglones.")


@ejecuta(CARGAR_REGISTRO, titulo="Carga del registro")
def cargar_registro(trabajo: Trabajo, avance) -> Resultado:
    adscripcion = adscripcion_de(trabajo, puede_preparar_procesos)
    previa = _previa(trabajo)
    resumen = previa_de_registro.aplicar(
        previa.ruta_de_entrada,
        previa.parametros["proceso"],
        crear=previa.parametros["crear"],
        visto=previa_de_registro.leer_cuentas(previa.ruta),
        autor=adscripcion.usuario,
    )
    desechar(previa)
    return Resultado(
        mensaje=f"Candidaturas nuevas: {resumen.creadas}. Cambiadas: {resumen.actualizadas}. "
        f"Iguales: {resumen.sin_cambio}."
    )


@ejecuta(SUPRIMIR, titulo="Supresión de datos", roles=CONFIRMAN_LA_SUPRESION, por_partes=True)
def suprimir(trabajo: Trabajo, avance) -> Resultado:
    """Cada parte queda guardada: si el trabajador muere, sigue donde iba."""
    peticion = SupresionPedida.objects.select_related("proceso", "pide", "resuelve").get(
        pk=trabajo.parametros["peticion"]
    )
    acta = suprimir_proceso(peticion, avance)
    return Resultado(mensaje=f"Nada queda. Acta {acta.folio}.")
