"""Preparar un proceso: hacerlo de uno anterior, sus parámetros y sus cargos.

Todo lo hace Coordinación y queda en la bitácora. Quién postula está en `postulantes`; abrirlo y
cerrarlo, en `procesos`.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from candidaturas import frescura
from candidaturas.catalogos import crear_elecciones
from candidaturas.models import (
    ActorPolitico,
    Cargo,
    CicloDeVida,
    Eleccion,
    EstadoDeProceso,
    Integrante,
    Parametro,
    ProcesoElectoral,
    TipoDeActor,
)
from candidaturas.parametros import DEL_CICLO_DE_VIDA, PARAMETROS
from captura.bitacora import anotar
from captura.importacion.territorio import CargoConocido
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    Compromiso,
    CuestionarioDeIdentidad,
    FamiliaDeCompromisos,
    VersionDeCompromisos,
)
from captura.permisos import puede_preparar_procesos
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.servicios.identidad import cuestionario_de_identidad
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from conoceles.templatetags.conoceles import fecha

# Así empieza la fuente de un texto copiado que nadie ha confirmado.
BORRADOR = "Borrador, copiado de"
_LARGO_DE_CITA = 300


CERRADOS = frozenset({EstadoDeProceso.CERRADO, EstadoDeProceso.ARCHIVADO})


class ProcesoNoSeCambia(ErrorDeDominio):
    """No se puede guardar así; el mensaje dice por qué."""


@dataclass(frozen=True, slots=True)
class Copia:
    """Lo que se lleva de un proceso al siguiente."""

    cargos: list[Cargo]
    elecciones: int
    parametros: list[Parametro]
    partidos: list[ActorPolitico]
    compromisos: list[FamiliaDeCompromisos]
    preguntas: CuestionarioDeIdentidad | None
    # Lo que no se copia porque es de aquella elección.
    fechas: int
    convenios: int


def lo_que_se_copia(anterior: ProcesoElectoral) -> Copia:
    """Cargos con sus territorios, reglas y límites, partidos, textos de compromisos y preguntas de
    identidad.

    No las fechas, ni los convenios, ni las candidaturas independientes, ni nada de una persona.
    """
    cargos = list(anterior.cargos.all())
    fijados = list(anterior.parametros.all())
    actores = list(anterior.actores.prefetch_related("integrantes"))
    return Copia(
        cargos=cargos,
        elecciones=Eleccion.objects.filter(cargo__in=cargos).count(),
        parametros=[p for p in fijados if not _es_fecha(p.clave)],
        partidos=[a for a in actores if a.tipo == TipoDeActor.PARTIDO],
        compromisos=[
            f
            for f in anterior.familias_de_compromisos.prefetch_related("versiones__compromisos")
            if f.versiones.all()
        ],
        preguntas=cuestionario_de_identidad(anterior),
        fechas=sum(_es_fecha(p.clave) for p in fijados),
        convenios=sum(a.tipo != TipoDeActor.PARTIDO for a in actores),
    )


def _es_fecha(clave: str) -> bool:
    return clave in PARAMETROS and PARAMETROS[clave].unidad == "fecha"


@transaction.atomic
def preparar_proceso(
    *,
    anterior: ProcesoElectoral,
    clave: str,
    nombre: str,
    anio: int,
    tipo: str,
    jornada_el: date,
    adscripcion: Adscripcion,
) -> ProcesoElectoral:
    """Un proceso en preparación con lo que se copia de `anterior`. Lanza `ProcesoNoSeCambia`."""
    _exigir(adscripcion)
    nuevo = ProcesoElectoral(
        clave=clave,
        nombre=nombre,
        anio=anio,
        tipo=tipo,
        jornada_el=jornada_el,
        entidad=anterior.entidad,
        marco=anterior.marco,
    )
    validar(nuevo)
    nuevo.save()
    copia = lo_que_se_copia(anterior)
    _copiar_cargos(copia, nuevo)
    Parametro.objects.bulk_create(
        Parametro(proceso=nuevo, clave=p.clave, valor=p.valor, cita=_cita_copiada(p, anterior))
        for p in copia.parametros
    )
    for actor in copia.partidos:
        _copiar_partido(actor, nuevo)
    for familia in copia.compromisos:
        _copiar_compromisos(familia, nuevo, anterior)
        # El informe cuantitativo sabe por este acto desde cuándo hay una familia.
        anotar(
            clase=ClaseDeActo.TEXTO_DE_COMPROMISOS,
            proceso=nuevo,
            autor=adscripcion.usuario,
            datos={"familia": familia.clave},
        )
    if copia.preguntas:
        crear_cuestionario_de_identidad(proceso=nuevo, contenido=copia.preguntas.contenido)
    anotar_hecho(nuevo, adscripcion, {"hecho": "nuevo", "anterior": anterior.pk})
    return nuevo


def _copiar_cargos(copia: Copia, nuevo: ProcesoElectoral) -> None:
    nuevos = {
        cargo.pk: Cargo.objects.create(
            proceso=nuevo,
            clave=cargo.clave,
            nombre=cargo.nombre,
            ambito=cargo.ambito,
            principio=cargo.principio,
            con_suplente=cargo.con_suplente,
            orden=cargo.orden,
        )
        for cargo in copia.cargos
    }
    Eleccion.objects.bulk_create(
        Eleccion(
            cargo=nuevos[eleccion.cargo_id],
            distrito_id=eleccion.distrito_id,
            municipio_id=eleccion.municipio_id,
            nombre_territorio=eleccion.nombre_territorio,
            orden=eleccion.orden,
        )
        for eleccion in Eleccion.objects.filter(cargo__in=nuevos).order_by("pk")
    )


def _cita_copiada(parametro: Parametro, anterior: ProcesoElectoral) -> str:
    """Lo que regía antes no rige por eso ahora: la cita lo dice hasta que alguien la cambie."""
    if not parametro.cita:
        return ""
    return f"{BORRADOR} {anterior.nombre}: {parametro.cita}"[:_LARGO_DE_CITA]


def _copiar_partido(actor: ActorPolitico, nuevo: ProcesoElectoral) -> None:
    copia = ActorPolitico.objects.create(
        proceso=nuevo, tipo=actor.tipo, nombre=actor.nombre, siglas=actor.siglas, orden=actor.orden
    )
    for integrante in actor.integrantes.all():
        Integrante.objects.create(
            actor=copia, partido_id=integrante.partido_id, orden=integrante.orden
        )


def _copiar_compromisos(
    familia: FamiliaDeCompromisos, nuevo: ProcesoElectoral, anterior: ProcesoElectoral
) -> None:
    """La última versión, como borrador: nadie firma en un proceso en preparación."""
    ultima = familia.versiones.all()[0]
    copia = FamiliaDeCompromisos.objects.create(
        proceso=nuevo,
        clave=familia.clave,
        nombre=familia.nombre,
        nombre_en_informe=familia.nombre_en_informe,
        orden=familia.orden,
    )
    version = VersionDeCompromisos.objects.create(
        familia=copia,
        nombre=ultima.nombre,
        fuente=f"{BORRADOR} {anterior.nombre}. {ultima.fuente}".strip(),
        huella=ultima.huella,
        vigente_desde=reloj.ahora(),
    )
    Compromiso.objects.bulk_create(
        Compromiso(version=version, orden=c.orden, texto=c.texto) for c in ultima.compromisos.all()
    )


# --- Lo que se cambia mientras tanto -----------------------------------------------------------
_DATOS = ("clave", "nombre", "anio", "tipo", "jornada_el")


@transaction.atomic
def cambiar_datos(
    *, proceso: ProcesoElectoral, adscripcion: Adscripcion, **datos
) -> ProcesoElectoral:
    """Nombre, clave, año, tipo y jornada, mientras está en preparación. Lanza
    `ProcesoNoSeCambia`."""
    proceso = bloquear(proceso, adscripcion)
    if proceso.estado != EstadoDeProceso.EN_PREPARACION:
        raise ProcesoNoSeCambia("El proceso ya se abrió: su nombre y su jornada no cambian.")
    antes = {campo: str(getattr(proceso, campo)) for campo in _DATOS}
    for campo in _DATOS:
        setattr(proceso, campo, datos[campo])
    validar(proceso)
    proceso.save()
    despues = {campo: str(datos[campo]) for campo in _DATOS}
    anotar_hecho(proceso, adscripcion, {"hecho": "datos", "antes": antes, "despues": despues})
    return proceso


@transaction.atomic
def fijar_parametro(
    *, proceso: ProcesoElectoral, clave: str, valor: str, cita: str, adscripcion: Adscripcion
) -> Parametro:
    """Lanza `ProcesoNoSeCambia` si el valor no se entiende.

    Los del ciclo de vida se fijan también con el proceso cerrado, y entonces con su cita.
    """
    del_ciclo = clave in DEL_CICLO_DE_VIDA
    proceso = bloquear(proceso, adscripcion, aunque_cerrado=del_ciclo)
    if del_ciclo and proceso.estado in CERRADOS and not cita.strip():
        raise ProcesoNoSeCambia("Escriba el acuerdo o la norma que lo fija.")
    parametro = Parametro.objects.filter(proceso=proceso, clave=clave).first()
    parametro = parametro or Parametro(proceso=proceso, clave=clave)
    antes = _como_datos(parametro)
    parametro.valor, parametro.cita = valor.strip(), cita.strip()
    validar(parametro)
    _exigir_orden(proceso, parametro)
    parametro.save()
    _anotar_parametro("parametro", parametro, antes, _como_datos(parametro), adscripcion)
    return parametro


def _exigir_orden(proceso: ProcesoElectoral, parametro: Parametro) -> None:
    """Lo que va «desde» un día no termina antes."""
    clave, _, extremo = parametro.clave.rpartition("_")
    desde, hasta = PARAMETROS.get(f"{clave}_desde"), PARAMETROS.get(f"{clave}_hasta")
    if desde is None or hasta is None:
        return
    fijada = desde.leer(parametro.valor)
    otra = proceso.parametro(f"{clave}_{'hasta' if extremo == 'desde' else 'desde'}")
    if otra and (fijada > otra if extremo == "desde" else fijada < otra):
        raise ProcesoNoSeCambia(
            f"«{hasta.nombre}» no puede ser antes que «{desde.nombre}». La otra fecha es el "
            f"{fecha(otra)}: revise cuál está mal."
        )


@transaction.atomic
def quitar_parametro(*, proceso: ProcesoElectoral, clave: str, adscripcion: Adscripcion) -> None:
    """Vuelve al valor con que empieza el sistema."""
    proceso = bloquear(proceso, adscripcion, aunque_cerrado=clave in DEL_CICLO_DE_VIDA)
    parametro = proceso.parametros.filter(clave=clave).first()
    if parametro:
        parametro.delete()
        _anotar_parametro("sin_parametro", parametro, _como_datos(parametro), {}, adscripcion)


def _como_datos(parametro: Parametro) -> dict[str, str]:
    return {"valor": parametro.valor, "cita": parametro.cita}


def _anotar_parametro(hecho, parametro: Parametro, antes, despues, adscripcion) -> None:
    frescura.cambio_el_registro()
    del_ciclo = parametro.clave in DEL_CICLO_DE_VIDA
    anotar_hecho(
        parametro.proceso,
        adscripcion,
        {"hecho": hecho, "parametro": parametro.clave, "antes": antes, "despues": despues},
        ClaseDeActo.CICLO_DE_VIDA if del_ciclo else ClaseDeActo.PREPARACION_DE_PROCESO,
    )


@transaction.atomic
def anadir_cargo(
    *, proceso: ProcesoElectoral, cargo: CargoConocido, adscripcion: Adscripcion
) -> Cargo:
    """El cargo con una elección por cada territorio de su ámbito. Lanza `ProcesoNoSeCambia`."""
    proceso = bloquear(proceso, adscripcion)
    if proceso.cargos.filter(clave=cargo.clave).exists():
        raise ProcesoNoSeCambia("Ese cargo ya está en el proceso.")
    nuevo = Cargo.objects.create(
        proceso=proceso,
        clave=cargo.clave,
        nombre=cargo.nombre,
        ambito=cargo.ambito,
        principio=cargo.principio,
        con_suplente=cargo.con_suplente,
        orden=cargo.orden,
    )
    crear_elecciones(nuevo, proceso)
    frescura.cambio_el_registro()
    anotar_hecho(proceso, adscripcion, {"hecho": "cargo", "cargo": cargo.clave})
    return nuevo


@transaction.atomic
def quitar_cargo(*, cargo: Cargo, adscripcion: Adscripcion) -> None:
    """Con sus elecciones, si nadie está registrado en ellas. Lanza `ProcesoNoSeCambia`."""
    proceso = bloquear(cargo.proceso, adscripcion)
    if cargo.elecciones.filter(formulas__isnull=False).exists():
        raise ProcesoNoSeCambia(f"{cargo.nombre} tiene candidaturas registradas: no se quita.")
    clave = cargo.clave
    cargo.delete()
    frescura.cambio_el_registro()
    anotar_hecho(proceso, adscripcion, {"hecho": "sin_cargo", "cargo": clave})


# --- Común -------------------------------------------------------------------------------------
def _exigir(adscripcion: Adscripcion) -> None:
    if not puede_preparar_procesos(adscripcion):
        raise PermissionDenied


def bloquear(
    proceso: ProcesoElectoral, adscripcion: Adscripcion, *, aunque_cerrado: bool = False
) -> ProcesoElectoral:
    _exigir(adscripcion)
    proceso = ProcesoElectoral.objects.select_for_update(of=("self",)).get(pk=proceso.pk)
    if proceso.ciclo == CicloDeVida.SUPRIMIDO:
        raise ProcesoNoSeCambia("Los datos de este proceso ya se suprimieron.")
    if proceso.estado in CERRADOS and not aunque_cerrado:
        raise ProcesoNoSeCambia(f"Este proceso está {proceso.get_estado_display().lower()}.")
    return proceso


def validar(objeto) -> None:
    """Lo que la base rehusaría, dicho antes y en palabras."""
    try:
        objeto.full_clean()
    except ValidationError as error:
        raise ProcesoNoSeCambia(" ".join(error.messages)) from error


def anotar_hecho(
    proceso: ProcesoElectoral,
    adscripcion: Adscripcion,
    datos: dict,
    clase: ClaseDeActo = ClaseDeActo.PREPARACION_DE_PROCESO,
) -> None:
    # El actor va en los datos y no en su columna: así se puede quitar el que se añadió por error.
    anotar(clase=clase, proceso=proceso, autor=adscripcion.usuario, datos=datos)
