"""El único lugar que escribe `estado`: ejecuta la tabla de `captura.flujo`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import (
    CAMPOS_DE_SECCION,
    SECCION_DE_CAMPO,
    EstadoDeProceso,
    SeccionDePerfil,
)
from captura.bitacora import a_nombre_de, anotar
from captura.flujo import (
    FLUJO,
    REVISADAS,
    SECCIONES,
    Paso,
    estado_del_conjunto,
    estados_de,
    mover,
    procede,
)
from captura.huellas import contenido_de, huella_de, huella_de_seccion, nuevo_folio
from captura.models import (
    Acuse,
    Adscripcion,
    Cuestionario,
    Estado,
    Observacion,
    Resolucion,
    Supuesto,
)
from captura.permisos import puede_dar_paso
from captura.plazos import vencio
from captura.reglas import ReglaIncumplida, incumplimientos
from captura.servicios.bloqueo import bloquear
from captura.servicios.publicacion import pausar, publicar, reanudar, retirar
from captura.servicios.tomas import soltar, tomar
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

# Lo que se puede observar: cada campo que se publica y la fotografía.
OBSERVABLES = ("foto", *Cuestionario.CAMPOS)
ESCRIBE_UN_PASO = (
    *("estado", "secciones_aparte", "version_lista", "enviado_en", "ronda"),
    *("huella_verificada", "huellas_de_secciones"),
)


class TransicionNoPermitida(ErrorDeDominio):
    """El paso no sale del estado en que está."""


class FaltaMotivo(ErrorDeDominio):
    """El paso exige decir por qué, o en qué campos."""


class FaltaAtender(ErrorDeDominio):
    """Queda una observación sin corregir y sin respuesta."""


class SinMasRondas(ErrorDeDominio):
    """El proceso fija cuántas rondas de observaciones hay, y ya se usaron."""


@dataclass(frozen=True, slots=True)
class NuevaObservacion:
    """Lo que se observa: campo del cuestionario (o «foto»), supuesto del catálogo y texto."""

    campo: str
    supuesto: Supuesto
    texto: str


@dataclass(frozen=True, slots=True)
class Pedido:
    """Un paso con lo que lo acompaña. Sin `secciones` son todas."""

    paso: Paso
    adscripcion: Adscripcion
    motivo: str = ""
    observaciones: tuple[NuevaObservacion, ...] = ()
    secciones: tuple[SeccionDePerfil, ...] = ()

    @property
    def alcanza(self) -> tuple[SeccionDePerfil, ...]:
        """Las secciones que el paso mueve."""
        if self.paso is Paso.OBSERVAR:
            return tuple({SECCION_DE_CAMPO[o.campo] for o in self.observaciones})
        if self.paso in {Paso.PUBLICAR, Paso.RETIRAR}:
            # El perfil se publica o se quita entero: ninguna sección se queda atrás.
            return SECCIONES
        return self.secciones or SECCIONES


@transaction.atomic
def dar_paso(
    *,
    cuestionario: Cuestionario,
    paso: Paso,
    adscripcion: Adscripcion,
    motivo: str = "",
    observaciones: tuple[NuevaObservacion, ...] = (),
    secciones: tuple[SeccionDePerfil, ...] = (),
) -> Cuestionario:
    """Da el paso y lo anota en la bitácora; o falla y no deja rastro.

    Lanza `Cuestionario.DoesNotExist` fuera del alcance, `PermissionDenied` sin la capacidad,
    `TransicionNoPermitida`, `ReglaIncumplida`, `FaltaMotivo`, `FaltaAtender`, `SinMasRondas` o
    `PerfilTomado`.
    """
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    return dar_paso_a_lo_tomado(
        cuestionario, Pedido(paso, adscripcion, motivo, observaciones, secciones)
    )


def dar_paso_a_lo_tomado(cuestionario: Cuestionario, pedido: Pedido) -> Cuestionario:
    """Lo mismo, para quien ya tomó el renglón en su transacción: escribe también lo que cambió."""
    paso, adscripcion = pedido.paso, pedido.adscripcion
    if not puede_dar_paso(adscripcion, paso, cuestionario):
        raise PermissionDenied
    transicion = FLUJO[paso]
    desde = Estado(cuestionario.estado)
    if not procede(cuestionario, paso, pedido.secciones):
        raise TransicionNoPermitida(
            f"No se puede {paso.label.lower()}: el perfil está {desde.label.lower()}."
        )
    _exigir(pedido, cuestionario)
    with a_nombre_de(adscripcion.usuario):
        estados = mover(estados_de(cuestionario), transicion, pedido.alcanza)
        datos = _efectos(pedido, cuestionario, estados)
        if pedido.motivo:
            datos["motivo"] = pedido.motivo
        _fijar(cuestionario, estados)
        # Al capturar se escribe también lo que cambió quien capturó.
        cuestionario.save(update_fields=None if paso is Paso.CAPTURAR else ESCRIBE_UN_PASO)
        anotar(
            clase=transicion.acto,
            proceso=cuestionario.candidatura.proceso,
            candidatura=cuestionario.candidatura,
            actor=cuestionario.candidatura.formula.actor,
            autor=adscripcion.usuario,
            datos={"desde": desde, "hacia": cuestionario.estado, **datos},
        )
    return cuestionario


def _fijar(cuestionario: Cuestionario, estados: dict[SeccionDePerfil, Estado]) -> None:
    """El conjunto se calcula; aparte quedan las secciones que no van con él."""
    cuestionario.estado = estado_del_conjunto(estados)
    cuestionario.secciones_aparte = {
        seccion.value: estado.value
        for seccion, estado in estados.items()
        if estado != cuestionario.estado and (seccion in REVISADAS or estado is Estado.PAUSADO)
    }


# --- Lo que un paso exige ----------------------------------------------------------------------
def _exigir(pedido: Pedido, cuestionario: Cuestionario) -> None:
    transicion = FLUJO[pedido.paso]
    _exigir_que_se_mueva(pedido, cuestionario)
    if transicion.exige_seccion and len(pedido.secciones) != 1:
        raise FaltaMotivo("Elija una sección.")
    if transicion.exige_toma:
        tomar(cuestionario, pedido.adscripcion)
    if transicion.exige_reglas and (fallas := _fallas(pedido, cuestionario)):
        raise ReglaIncumplida(fallas)
    if transicion.exige_motivo and not pedido.motivo.strip():
        raise FaltaMotivo("Escriba el motivo.")
    if transicion.exige_observaciones:
        _exigir_observaciones(pedido.observaciones)
        _exigir_ronda(cuestionario)
    if pedido.paso is Paso.ENVIAR:
        _exigir_que_se_atendio(cuestionario)


def _exigir_que_se_mueva(pedido: Pedido, cuestionario: Cuestionario) -> None:
    """Cerrado el proceso o fuera de la boleta, solo se puede quitar de lo público."""
    if pedido.paso in {Paso.RETIRAR, Paso.REVISAR, Paso.PAUSAR}:
        return
    if cuestionario.candidatura.proceso.estado != EstadoDeProceso.ABIERTO:
        raise TransicionNoPermitida("El proceso no está abierto: los perfiles ya no se mueven.")
    if not cuestionario.candidatura.esta_en_boleta:
        raise TransicionNoPermitida("Esta candidatura ya no está en la boleta.")
    if pedido.paso is Paso.ENVIAR and vencio(cuestionario):
        raise TransicionNoPermitida("El plazo venció. Pida una prórroga para poder enviar.")


def _fallas(pedido: Pedido, cuestionario: Cuestionario) -> list:
    """Las de las secciones que el paso alcanza: una se verifica aunque a otra le falte algo."""
    campos = {campo for seccion in pedido.alcanza for campo in CAMPOS_DE_SECCION[seccion]}
    return [f for f in incumplimientos(cuestionario) if f.campo in campos]


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


def _exigir_ronda(cuestionario: Cuestionario) -> None:
    tope = cuestionario.candidatura.proceso.parametro("rondas_de_observacion")
    if tope is not None and cuestionario.ronda >= tope:
        raise SinMasRondas(
            f"Este proceso permite {tope} ronda{'' if tope == 1 else 's'} de observaciones y ya se "
            "usaron. Verifique el perfil o consulte a la coordinación."
        )


def _exigir_que_se_atendio(cuestionario: Cuestionario) -> None:
    """Cada observación se atiende corrigiendo su campo o respondiéndola."""
    pendientes = list(cuestionario.observaciones.filter(atendida_en=None, respuesta=""))
    if not pendientes:
        return
    contenido = contenido_de(cuestionario)
    sin_atender = [o for o in pendientes if contenido.get(o.campo) == o.valor_observado]
    if sin_atender:
        cuantas = len(sin_atender)
        raise FaltaAtender(
            f"Falta atender {cuantas} observaci{'ón' if cuantas == 1 else 'ones'}: corrija el "
            "campo o responda por qué queda como está."
        )


# --- Lo propio de cada paso --------------------------------------------------------------------
def _efectos(
    pedido: Pedido, cuestionario: Cuestionario, estados: dict[SeccionDePerfil, Estado]
) -> dict:
    """Lo propio de cada paso. Devuelve lo que la bitácora guarda (claves y huellas, no textos)."""
    efecto = _EFECTOS.get(pedido.paso)
    return efecto(pedido, cuestionario, estados) if efecto else {}


def _terminar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    cuestionario.version_lista = cuestionario.version
    return {"version": cuestionario.version}


def _enviar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    ahora = reloj.ahora()
    contenido = contenido_de(cuestionario)
    acuse = Acuse.objects.create(
        folio=nuevo_folio("ACU", cuestionario.candidatura.proceso.anio),
        cuestionario=cuestionario,
        contenido=contenido,
        huella=huella_de(contenido),
        emitido_en=ahora,
        emitido_para=pedido.adscripcion.usuario,
    )
    cuestionario.enviado_en = ahora
    cuestionario.observaciones.filter(atendida_en=None).update(atendida_en=ahora)
    # Lo que se había verificado y después cambió se vuelve a revisar.
    for seccion, huella in list(cuestionario.huellas_de_secciones.items()):
        if huella != huella_de_seccion(contenido, SeccionDePerfil(seccion)):
            estados[SeccionDePerfil(seccion)] = Estado.ENVIADO
            del cuestionario.huellas_de_secciones[seccion]
    return {"folio": acuse.folio, "huella": acuse.huella}


def _revisar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    tomar(cuestionario, pedido.adscripcion)
    return {}


def _observar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    cuestionario.ronda += 1
    # Lo que ya se había verificado entero deja de estarlo; las secciones no observadas, no.
    cuestionario.huella_verificada = ""
    ahora = reloj.ahora()
    contenido = contenido_de(cuestionario)
    campos = [o.campo for o in pedido.observaciones]
    _resolver(cuestionario, campos, Resolucion.NO_APROBADA)
    for observacion in pedido.observaciones:
        Observacion.objects.create(
            cuestionario=cuestionario,
            ronda=cuestionario.ronda,
            campo=observacion.campo,
            supuesto=observacion.supuesto,
            texto=observacion.texto,
            valor_observado=contenido.get(observacion.campo),
            creada_por=pedido.adscripcion.usuario,
            creada_en=ahora,
        )
    for seccion in pedido.alcanza:
        cuestionario.huellas_de_secciones.pop(seccion, None)
    soltar(cuestionario)
    return {"ronda": cuestionario.ronda, "campos": campos}


def _verificar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    contenido = contenido_de(cuestionario)
    for seccion in set(pedido.alcanza) & set(REVISADAS):
        cuestionario.huellas_de_secciones.setdefault(seccion, huella_de_seccion(contenido, seccion))
        _resolver(cuestionario, CAMPOS_DE_SECCION[seccion], Resolucion.APLICADA)
    if estado_del_conjunto(estados) is not Estado.VERIFICADO:
        return {"secciones": list(pedido.secciones)}
    cuestionario.huella_verificada = huella_de(contenido)
    soltar(cuestionario)
    return {"huella": cuestionario.huella_verificada, "secciones": list(pedido.secciones)}


def _resolver(cuestionario: Cuestionario, campos, resolucion: Resolucion) -> None:
    cuestionario.observaciones.filter(
        campo__in=campos, atendida_en__isnull=False, resolucion=""
    ).update(resolucion=resolucion)


def _publicar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    publicar(cuestionario)
    return {"huella": cuestionario.huella_verificada}


def _pausar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    (seccion,) = pedido.secciones
    pausar(cuestionario, seccion)
    return {"secciones": [seccion]}


def _reanudar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    (seccion,) = pedido.secciones
    reanudar(cuestionario, seccion)
    return {"secciones": [seccion]}


def _retirar(pedido: Pedido, cuestionario: Cuestionario, estados: dict) -> dict:
    retirar(cuestionario)
    cuestionario.huella_verificada = ""
    cuestionario.huellas_de_secciones = {}
    return {}


_EFECTOS: dict[Paso, Callable[[Pedido, Cuestionario, dict[SeccionDePerfil, Estado]], dict]] = {
    Paso.TERMINAR: _terminar,
    Paso.ENVIAR: _enviar,
    Paso.REVISAR: _revisar,
    Paso.OBSERVAR: _observar,
    Paso.VERIFICAR: _verificar,
    Paso.PUBLICAR: _publicar,
    Paso.PAUSAR: _pausar,
    Paso.REANUDAR: _reanudar,
    Paso.RETIRAR: _retirar,
}
