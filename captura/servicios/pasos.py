"""El único lugar que escribe `estado`: ejecuta la tabla de `captura.flujo`."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import EstadoDeProceso
from captura.bitacora import a_nombre_de, anotar
from captura.flujo import FLUJO, Paso, Transicion
from captura.huellas import contenido_de, huella_de, nuevo_folio
from captura.models import (
    Acuse,
    Adscripcion,
    Cuestionario,
    Estado,
    Observacion,
    Supuesto,
)
from captura.permisos import puede_dar_paso
from captura.plazos import vencio
from captura.reglas import ReglaIncumplida, incumplimientos
from captura.servicios.bloqueo import bloquear
from captura.servicios.publicacion import publicar, retirar
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

# Lo que se puede observar: cada campo que se publica y la fotografía.
OBSERVABLES = ("foto", *Cuestionario.CAMPOS)


class TransicionNoPermitida(ErrorDeDominio):
    """El paso no sale del estado en que está."""


class FaltaMotivo(ErrorDeDominio):
    """El paso exige decir por qué, o en qué campos."""


@dataclass(frozen=True, slots=True)
class NuevaObservacion:
    """Lo que se observa: campo del cuestionario (o «foto»), supuesto del catálogo y texto."""

    campo: str
    supuesto: Supuesto
    texto: str


@transaction.atomic
def dar_paso(
    *,
    cuestionario: Cuestionario,
    paso: Paso,
    adscripcion: Adscripcion,
    motivo: str = "",
    observaciones: tuple[NuevaObservacion, ...] = (),
) -> Cuestionario:
    """Da el paso y lo anota en la bitácora; o falla y no deja rastro.

    Lanza `Cuestionario.DoesNotExist` fuera del alcance, `PermissionDenied` sin la capacidad,
    `TransicionNoPermitida`, `ReglaIncumplida` o `FaltaMotivo`.
    """
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    if not puede_dar_paso(adscripcion, paso, cuestionario):
        raise PermissionDenied
    transicion = FLUJO[paso]
    desde = Estado(cuestionario.estado)
    if desde not in transicion.desde:
        raise TransicionNoPermitida(
            f"No se puede {paso.label.lower()}: el perfil está {desde.label.lower()}."
        )
    _exigir(transicion, cuestionario, motivo, observaciones)
    with a_nombre_de(adscripcion.usuario):
        datos = _efectos(paso, cuestionario, adscripcion, observaciones)
        if motivo:
            datos["motivo"] = motivo
        cuestionario.estado = transicion.hacia
        cuestionario.save()
        anotar(
            clase=transicion.acto,
            proceso=cuestionario.candidatura.proceso,
            candidatura=cuestionario.candidatura,
            actor=cuestionario.candidatura.formula.actor,
            autor=adscripcion.usuario,
            datos={"desde": desde, "hacia": transicion.hacia, **datos},
        )
    return cuestionario


def _exigir(
    transicion: Transicion,
    cuestionario: Cuestionario,
    motivo: str,
    observaciones: tuple[NuevaObservacion, ...],
) -> None:
    if (
        cuestionario.candidatura.proceso.estado != EstadoDeProceso.ABIERTO
        and transicion.hacia != Estado.EN_REVISION
    ):
        raise TransicionNoPermitida("El proceso no está abierto: los perfiles ya no se mueven.")
    if not cuestionario.candidatura.esta_en_boleta and transicion.hacia != Estado.EN_REVISION:
        raise TransicionNoPermitida("Esta candidatura ya no está en la boleta.")
    if transicion.hacia == Estado.ENVIADO and vencio(cuestionario):
        raise TransicionNoPermitida("El plazo venció. Pida una prórroga para poder enviar.")
    if transicion.exige_reglas and (fallas := incumplimientos(cuestionario)):
        raise ReglaIncumplida(fallas)
    if transicion.exige_motivo and not motivo.strip():
        raise FaltaMotivo("Escriba el motivo.")
    if transicion.exige_observaciones:
        _exigir_observaciones(observaciones)


def _exigir_observaciones(observaciones: tuple[NuevaObservacion, ...]) -> None:
    if not observaciones:
        raise FaltaMotivo("Señale al menos un campo y diga qué corregir.")
    for observacion in observaciones:
        if observacion.campo not in OBSERVABLES:
            raise ValueError(f"Campo desconocido: {observacion.campo}")
        if observacion.supuesto not in Supuesto.values:
            raise FaltaMotivo("Elija el supuesto de cada observación.")
        if not observacion.texto.strip():
            raise FaltaMotivo("Escriba qué debe corregirse en cada campo observado.")


def _efectos(
    paso: Paso,
    cuestionario: Cuestionario,
    adscripcion: Adscripcion,
    observaciones: tuple[NuevaObservacion, ...],
) -> dict:
    """Lo propio de cada paso. Devuelve lo que la bitácora guarda (claves y huellas, no textos)."""
    ahora = reloj.ahora()
    if paso is Paso.ENVIAR:
        contenido = contenido_de(cuestionario)
        acuse = Acuse.objects.create(
            folio=nuevo_folio("ACU", cuestionario.candidatura.proceso.anio),
            cuestionario=cuestionario,
            contenido=contenido,
            huella=huella_de(contenido),
            emitido_en=ahora,
            emitido_para=adscripcion.usuario,
        )
        cuestionario.enviado_en = ahora
        cuestionario.observaciones.filter(atendida_en=None).update(atendida_en=ahora)
        return {"folio": acuse.folio, "huella": acuse.huella}
    if paso is Paso.OBSERVAR:
        cuestionario.ronda += 1
        contenido = contenido_de(cuestionario)
        for observacion in observaciones:
            Observacion.objects.create(
                cuestionario=cuestionario,
                ronda=cuestionario.ronda,
                campo=observacion.campo,
                supuesto=observacion.supuesto,
                texto=observacion.texto,
                valor_observado=contenido.get(observacion.campo),
                creada_por=adscripcion.usuario,
                creada_en=ahora,
            )
        return {"ronda": cuestionario.ronda, "campos": [o.campo for o in observaciones]}
    if paso is Paso.VERIFICAR:
        cuestionario.huella_verificada = huella_de(contenido_de(cuestionario))
        return {"huella": cuestionario.huella_verificada}
    if paso is Paso.PUBLICAR:
        publicar(cuestionario)
        return {"huella": cuestionario.huella_verificada}
    if paso is Paso.RETIRAR:
        retirar(cuestionario)
        cuestionario.huella_verificada = ""
    return {}
