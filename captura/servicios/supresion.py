"""Suprimir lo de un proceso, con dos personas, o lo de una candidatura que lo pidió; y su acta."""

from collections import Counter
from collections.abc import Callable, Iterator

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from candidaturas import frescura
from candidaturas.abiertos import cortes
from candidaturas.models import (
    Candidatura,
    CicloDeVida,
    CorteDeDatos,
    EstadoDeCorte,
    ProcesoElectoral,
)
from captura import supresion
from captura.bitacora import anotar
from captura.ciclo import por_que_no
from captura.models import (
    ActaDeSupresion,
    Adscripcion,
    ClaseDeActo,
    SupresionPedida,
    Trabajo,
    Usuario,
)
from captura.models.trabajos import VIVOS
from captura.permisos import puede_confirmar_supresion, puede_mover_ciclo
from captura.servicios.actas import del_acta, levantar
from captura.servicios.bloqueo import bloquear_lugar, compartir_proceso
from captura.servicios.ciclo import SUPRIMIR, trabajos_de
from captura.servicios.cuentas import cerrar_sesiones
from captura.servicios.publicacion import retirar
from captura.servicios.trabajos import apartar, pedir
from captura.supresion import Alcance
from conoceles.comun import reloj
from conoceles.comun.cache_publico import vaciar
from conoceles.comun.errores import ErrorDeDominio

# Cuántas candidaturas se suprimen en cada transacción.
DE_UNA_VEZ = 50


class SupresionNoProcede(ErrorDeDominio):
    """No se puede pedir, resolver o hacer así; el mensaje dice por qué."""


# --- Lo que se llevaría -------------------------------------------------------------------------
def previa(proceso: ProcesoElectoral) -> list[tuple[str, int]]:
    """(qué, cuántos renglones tienen algo que suprimir), en orden alfabético. No escribe nada."""
    alcance = supresion.del_proceso(proceso)
    cuenta: Counter[str] = Counter()
    for tabla, campos in supresion.tablas(alcance):
        if hay := supresion.cuantos(tabla, campos, alcance):
            cuenta[supresion.nombre_de(tabla)] += hay
    return sorted(cuenta.items())


# --- Pedir y confirmar --------------------------------------------------------------------------
@transaction.atomic
def pedir_supresion(
    *, proceso: ProcesoElectoral, motivo: str, adscripcion: Adscripcion
) -> SupresionPedida:
    """Coordinación la pide; no se hace nada hasta que otra persona confirme."""
    if not puede_mover_ciclo(adscripcion):
        raise PermissionDenied
    proceso = ProcesoElectoral.objects.get(pk=proceso.pk)
    if por_que := por_que_no(proceso, CicloDeVida.SUPRIMIDO):
        raise SupresionNoProcede(por_que)
    if not motivo.strip():
        raise SupresionNoProcede("Escriba el acuerdo o el motivo.")
    try:
        with transaction.atomic():
            peticion = SupresionPedida.objects.create(
                proceso=proceso,
                motivo=motivo.strip(),
                previsto=dict(previa(proceso)),
                pide=adscripcion.usuario,
                pedida_en=reloj.ahora(),
            )
    except IntegrityError as error:
        raise SupresionNoProcede("Ya hay una petición para este proceso.") from error
    _anotar(ClaseDeActo.SUPRESION_PEDIDA, proceso, adscripcion.usuario, {"peticion": peticion.pk})
    return peticion


@transaction.atomic
def resolver_supresion(
    *, peticion: SupresionPedida, confirmar: bool, adscripcion: Adscripcion
) -> SupresionPedida:
    """La confirma otra persona, y empieza; o la descarta cualquiera de las que podrían."""
    if not puede_confirmar_supresion(adscripcion):
        raise PermissionDenied
    peticion = _bloquear(peticion)
    if peticion.resuelta_en:
        raise SupresionNoProcede("Esta petición ya se había resuelto.")
    if confirmar and adscripcion.usuario_id == peticion.pide_id:
        raise SupresionNoProcede("Debe confirmarla otra persona, no quien la pidió.")
    if confirmar and (por_que := por_que_no(peticion.proceso, CicloDeVida.SUPRIMIDO)):
        raise SupresionNoProcede(por_que)
    peticion.resuelve, peticion.resuelta_en = adscripcion.usuario, reloj.ahora()
    peticion.confirmada = confirmar
    peticion.save(update_fields=["resuelve", "resuelta_en", "confirmada"])
    _anotar(
        ClaseDeActo.SUPRESION_RESUELTA,
        peticion.proceso,
        adscripcion.usuario,
        {"peticion": peticion.pk, "confirmada": confirmar},
    )
    if confirmar:
        _encargar(peticion, adscripcion)
    return peticion


@transaction.atomic
def reanudar_supresion(*, peticion: SupresionPedida, adscripcion: Adscripcion) -> Trabajo:
    """Sigue la que ya se confirmó y se detuvo."""
    if not puede_confirmar_supresion(adscripcion):
        raise PermissionDenied
    peticion = _bloquear(peticion)
    if not peticion.confirmada or peticion.terminada_en:
        raise SupresionNoProcede("No hay nada que reanudar.")
    return _encargar(peticion, adscripcion)


def _bloquear(peticion: SupresionPedida) -> SupresionPedida:
    return SupresionPedida.objects.select_for_update(of=("self",)).get(pk=peticion.pk)


def _encargar(peticion: SupresionPedida, adscripcion: Adscripcion) -> Trabajo:
    return pedir(
        clase=SUPRIMIR,
        clave=f"supresion:{peticion.pk}",
        parametros={"peticion": peticion.pk},
        adscripcion=adscripcion,
        titulo=f"Supresión de datos: {peticion.proceso.nombre}"[:200],
    )


def trabajo_de(peticion: SupresionPedida) -> Trabajo | None:
    """El que la está haciendo, si lo hay."""
    return _trabajos(peticion).filter(estado__in=VIVOS).first()


def por_que_se_detuvo(peticion: SupresionPedida) -> str:
    """Lo que dijo el último que la hacía."""
    ultimo = _trabajos(peticion).order_by("-pedido_en").first()
    return ultimo.mensaje if ultimo else ""


def _trabajos(peticion: SupresionPedida) -> QuerySet[Trabajo]:
    return Trabajo.objects.filter(clase=SUPRIMIR, parametros__peticion=peticion.pk)


def _anotar(clase, proceso, autor, datos, candidatura=None):
    return anotar(clase=clase, proceso=proceso, autor=autor, candidatura=candidatura, datos=datos)


# --- Suprimir un proceso ------------------------------------------------------------------------
def suprimir_proceso(
    peticion: SupresionPedida, avance: Callable[[int, int | None], object]
) -> ActaDeSupresion:
    """Por partes, cada una con lo que lleva contado: si se interrumpe, sigue donde quedó.

    Al final comprueba y solo si nada queda levanta el acta. Lanza `SupresionNoProcede`.
    """
    if not peticion.confirmada:
        raise SupresionNoProcede("Nadie la ha confirmado.")
    if peticion.terminada_en:
        return ActaDeSupresion.objects.get(proceso=peticion.proceso_id, candidatura=None)
    proceso = peticion.proceso
    claves = list(proceso.candidaturas.order_by("pk").values_list("pk", flat=True))
    hechas = sum(pk <= peticion.avance.get("hasta", 0) for pk in claves)
    total = len(claves) + 1
    avance(hechas, total)
    while hechas < len(claves):
        lote = claves[hechas : hechas + DE_UNA_VEZ]
        with transaction.atomic():
            peticion = _bloquear(peticion)
            if peticion.avance.get("hasta", 0) < lote[-1]:
                cuenta = supresion.suprimir(supresion.del_proceso(proceso, lote))
                _sumar(peticion, cuenta, hasta=lote[-1])
        hechas += len(lote)
        avance(hechas, total)
    with transaction.atomic():
        peticion = _bloquear(peticion)
        if not peticion.terminada_en:
            _sumar(peticion, _suprimir_lo_comun(proceso), hasta=peticion.avance.get("hasta", 0))
    acta = _terminar(peticion)
    avance(total, total)
    return acta


def _sumar(peticion: SupresionPedida, cuenta: Counter[str], *, hasta: int) -> None:
    llevaba = Counter(peticion.avance.get("cuenta", {}))
    peticion.avance = {"hasta": hasta, "cuenta": dict(llevaba + cuenta)}
    peticion.save(update_fields=["avance"])


def _suprimir_lo_comun(proceso: ProcesoElectoral) -> Counter[str]:
    """Lo que no es de una candidatura: cuentas, correos, hojas sin reconocer, archivos pedidos."""
    alcance = supresion.del_proceso(proceso)
    sesiones = _cerrar_sesiones(alcance)
    cuenta = supresion.suprimir(alcance)
    _apagar(alcance)
    if sesiones:
        cuenta["sesiones"] += sesiones
    if trabajos := apartar(trabajos_de(proceso)):
        cuenta["trabajos con archivos"] += trabajos
    if retirados := cortes.se_retiran(proceso):
        cuenta["cortes de datos abiertos retirados"] += retirados
    _barrer(cuenta)
    return cuenta


def _barrer(cuenta: Counter[str]) -> None:
    """Los archivos que ningún renglón nombra."""
    for almacen, nombre in list(supresion.sueltos()):
        almacen.delete(nombre)
        cuenta["archivos"] += 1


def _cerrar_sesiones(alcance: Alcance) -> int:
    usuarios = Usuario.objects.filter(pk__in=alcance.cuentas)
    for usuario in usuarios:
        cerrar_sesiones(usuario)
    return len(usuarios)


def _apagar(alcance: Alcance) -> None:
    Usuario.objects.filter(pk__in=alcance.cuentas).update(is_active=False)


@transaction.atomic
def _terminar(peticion: SupresionPedida) -> ActaDeSupresion:
    # El proceso no hace falta: bloqueado, nadie escribe en él y su ciclo no vuelve atrás.
    peticion = _bloquear(peticion)
    proceso = peticion.proceso
    if peticion.terminada_en:
        return ActaDeSupresion.objects.get(proceso=proceso, candidatura=None)
    if queda := list(que_queda(proceso)):
        raise SupresionNoProcede(
            f"Algo sigue en el sistema y el acta no se levantó. {' '.join(queda[:5])}"
        )
    ahora = reloj.ahora()
    acta = levantar(
        proceso=proceso,
        candidatura=None,
        suprimido=Counter(peticion.avance.get("cuenta", {})),
        motivo=peticion.motivo,
        pidio=str(peticion.pide),
        confirmo=str(peticion.resuelve),
    )
    peticion.terminada_en = ahora
    peticion.save(update_fields=["terminada_en"])
    proceso.ciclo, proceso.ciclo_desde = CicloDeVida.SUPRIMIDO, ahora
    proceso.acta_folio, proceso.acta_huella = acta.folio, acta.huella
    proceso.save(update_fields=["ciclo", "ciclo_desde", "acta_folio", "acta_huella"])
    frescura.cambio_el_registro()
    transaction.on_commit(vaciar)
    _anotar(ClaseDeActo.SUPRESION, proceso, peticion.resuelve, del_acta(acta))
    return acta


# --- Suprimir lo de una persona -----------------------------------------------------------------
@transaction.atomic
def suprimir_candidatura(
    *, candidatura: Candidatura, motivo: str, pidio: str, adscripcion: Adscripcion
) -> ActaDeSupresion:
    """Lo mismo, de una sola persona (su derecho de cancelación): lo público se retira, caen todos
    los cortes de datos abiertos y lo demás se borra. Los hechos del registro no son suyos: quedan.

    `pidio`: en palabras, sin nombre («la persona titular, solicitud ARCO-…»). Quien llama ya
    resolvió la solicitud; aquí confirma coordinación.
    """
    if not puede_mover_ciclo(adscripcion):
        raise PermissionDenied
    # Los trabajos antes que el lugar: quien aplica una hoja tiene el suyo y sigue con los perfiles.
    compartir_proceso(Candidatura.objects.filter(pk=candidatura.pk).values("proceso"))
    primeros = list(trabajos_de(candidatura.proceso).values_list("pk", flat=True))
    trabajos = apartar(Trabajo.objects.filter(pk__in=primeros))
    # Quien escribe en ella, o la revisa, espera.
    candidatura = bloquear_lugar(candidatura.pk)
    if candidatura.proceso.ciclo == CicloDeVida.SUPRIMIDO:
        raise SupresionNoProcede("Los datos de este proceso ya se suprimieron.")
    cuestionario = getattr(candidatura, "cuestionario", None)
    if cuestionario:
        retirar(cuestionario)
    alcance = supresion.de_una(candidatura)
    _cerrar_sesiones(alcance)
    cuenta = supresion.suprimir(alcance)
    _apagar(alcance)
    if retirados := cortes.se_retiran(candidatura.proceso):
        cuenta["cortes de datos abiertos retirados"] += retirados
    _barrer(cuenta)
    # Lo que se pidió mientras se esperaba el lugar pudo leer lo que aquí se borra.
    trabajos += apartar(trabajos_de(candidatura.proceso).exclude(pk__in=primeros))
    if trabajos:
        cuenta["trabajos con archivos"] += trabajos
    if queda := list(supresion.lo_que_queda(alcance)):
        raise SupresionNoProcede(f"Algo sigue en el sistema. {' '.join(queda[:5])}")
    acta = levantar(
        proceso=candidatura.proceso,
        candidatura=candidatura,
        suprimido=cuenta,
        motivo=motivo,
        pidio=pidio,
        confirmo=str(adscripcion.usuario),
    )
    frescura.cambio_el_perfil(candidatura)
    transaction.on_commit(vaciar)
    _anotar(
        ClaseDeActo.SUPRESION,
        candidatura.proceso,
        adscripcion.usuario,
        del_acta(acta),
        candidatura=candidatura,
    )
    return acta


# --- Comprobar ----------------------------------------------------------------------------------
def que_queda(proceso: ProcesoElectoral) -> Iterator[str]:
    """Una oración por cada cosa que debió suprimirse y sigue: tablas, historia, archivos, índice de
    búsqueda, correos, hojas, trabajos y cortes. Vacío si nada queda."""
    yield from supresion.lo_que_queda(supresion.del_proceso(proceso))
    vivos = CorteDeDatos.objects.filter(proceso=proceso, estado=EstadoDeCorte.VIGENTE).count()
    if vivos:
        yield f"Quedan {vivos} cortes de datos abiertos sin retirar."
    for corte in CorteDeDatos.objects.filter(proceso=proceso).prefetch_related("archivos"):
        corte.proceso = proceso
        for archivo in corte.archivos.all():
            archivo.corte = corte
            if cortes.almacen().exists(cortes.ruta_de(archivo)) and corte.esta_retirado:
                yield f"Sigue el archivo de un corte retirado: {archivo.nombre}"
    for trabajo in trabajos_de(proceso):
        if trabajo.por_hacer or trabajo.carpeta.exists():
            yield f"El trabajo {str(trabajo.pk)[:8]} conserva lo que hizo o está por hacerse."
