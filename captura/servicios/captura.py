"""Lo que hace el actor político: guardar el cuestionario y su fotografía."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from captura.bitacora import a_nombre_de, anotar
from captura.conteo import normalizar
from captura.flujo import Paso
from captura.fotografias import FotografiaLimpia, Recorte, limpiar
from captura.huellas import nuevo_folio
from captura.models import (
    Acto,
    Adscripcion,
    ClaseDeActo,
    Cuestionario,
    EscritoFueraDeTiempo,
    Estado,
    Fotografia,
)
from captura.parecidos import anotar_textos
from captura.permisos import puede_capturar, puede_editar
from captura.servicios.bloqueo import bloquear
from captura.servicios.pasos import Pedido, dar_paso_a_lo_tomado
from captura.texto_limpio import limpiar_pegado
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

# Escribir de corrido un campo: mientras no pase más que esto, es el mismo rato.
RATO = timedelta(minutes=15)


class YaNoSeEdita(PermissionDenied):
    """La cuenta captura este cuestionario, pero ya no es tiempo: se envió o se cerró el plazo."""


class EdicionSimultanea(ErrorDeDominio):
    """Alguien cambió los mismos campos después de que esta persona los abrió.

    `actual` es el cuestionario como está guardado; `en_duda`, los campos que hay que elegir.
    """

    def __init__(self, actual: Cuestionario, en_duda: list[str]):
        self.actual = actual
        self.en_duda = en_duda
        super().__init__(
            "Otra persona guardó lo mismo mientras usted lo editaba. Revise ambas versiones y "
            "elija: nada se ha perdido."
        )


def guardar_cuestionario(
    *,
    cuestionario: Cuestionario,
    campos: dict,
    version: int,
    adscripcion: Adscripcion,
    versiones: dict[str, int] | None = None,
    tomado: bool = False,
) -> Cuestionario:
    """Guarda los campos dados (nombre → texto o lista), fundidos con lo que otros guardaron.

    `version` es la que la persona vio; `versiones`, la de los campos que vio o guardó después. Un
    campo que solo ella cambió se guarda; uno que también cambió otra persona queda en duda.
    `tomado`: quien llama ya bloqueó el renglón en su transacción.

    Lanza `PermissionDenied`, `YaNoSeEdita` o, ya guardado lo demás, `EdicionSimultanea` con lo que
    está en duda.
    """
    cuestionario, en_duda = _fundir(
        cuestionario, campos, version, versiones or {}, adscripcion, tomado=tomado
    )
    if en_duda:
        raise EdicionSimultanea(cuestionario, en_duda)
    return cuestionario


@transaction.atomic
def _fundir(
    cuestionario: Cuestionario,
    campos: dict,
    version: int,
    versiones: dict[str, int],
    adscripcion: Adscripcion,
    *,
    tomado: bool = False,
) -> tuple[Cuestionario, list[str]]:
    """Lo guardado y los campos en duda."""
    if not tomado:
        cuestionario = _tomar(cuestionario, adscripcion)
    exigir_que_se_edite(adscripcion, cuestionario)
    if desconocidos := campos.keys() - {*cuestionario.CAMPOS, "correo_aclaraciones"}:
        raise ValueError(f"Campos desconocidos: {sorted(desconocidos)}")
    cambios, en_duda = [], []
    vistas: dict[int, Cuestionario | None] = {}
    for campo, valor in campos.items():
        valor, guardado = preparar(valor), getattr(cuestionario, campo)
        if valor == guardado:
            continue
        vista = _vista(cuestionario, versiones.get(campo, version), vistas)
        if vista is not None and getattr(vista, campo) == valor:
            continue  # no lo tocó: se queda lo que guardó la otra persona
        if vista is None or getattr(vista, campo) != guardado:
            en_duda.append(campo)
            continue
        setattr(cuestionario, campo, valor)
        cambios.append(campo)
    if cambios:
        cuestionario = anotar_guardado(cuestionario, cambios, adscripcion, al_escribir=True)
    return cuestionario, en_duda


def _tomar(cuestionario: Cuestionario, adscripcion: Adscripcion) -> Cuestionario:
    # De una hoja llega solo la clave; de una página, el cuestionario con su proceso ya leído.
    visto = cuestionario.candidatura.proceso if cuestionario.candidatura_id else None
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    if visto:
        cuestionario.candidatura.proceso.con_los_parametros_de(visto)
    return cuestionario


def exigir_que_se_edite(adscripcion: Adscripcion, cuestionario: Cuestionario) -> None:
    if puede_editar(adscripcion, cuestionario):
        return
    raise YaNoSeEdita if puede_capturar(adscripcion, cuestionario.candidatura) else PermissionDenied


def preparar(valor):
    """Texto o lista, sin lo invisible y con los blancos en orden, como se guarda."""
    if isinstance(valor, list):
        return [v for v in map(preparar, valor) if v]
    return normalizar(limpiar_pegado(valor))


def _vista(cuestionario: Cuestionario, version: int, vistas: dict):
    """El cuestionario en esa versión, según la historia; None si no consta."""
    if version == cuestionario.version:
        return cuestionario
    if version not in vistas:
        en_ella = cuestionario.events.filter(version=version)  # type: ignore[attr-defined]
        vistas[version] = en_ella.order_by("-pgh_id").first()
    return vistas[version]


@transaction.atomic
def conservar_escrito(
    *, cuestionario: Cuestionario, campos: dict, version: int, adscripcion: Adscripcion
) -> EscritoFueraDeTiempo | None:
    """Guarda aparte lo que llegó cuando ya no se edita; None si nada difiere de lo guardado.

    Lanza `PermissionDenied` si la cuenta no captura este cuestionario.
    """
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    if not puede_capturar(adscripcion, cuestionario.candidatura):
        raise PermissionDenied
    preparados = {campo: preparar(valor) for campo, valor in campos.items()}
    nuevos = {c: v for c, v in preparados.items() if getattr(cuestionario, c) != v}
    if not nuevos:
        return None
    escrito = cuestionario.escritos.filter(autor=adscripcion.usuario, usado_en=None).first()
    if escrito is not None:
        escrito.campos |= nuevos
        escrito.recibido_en = reloj.ahora()
        escrito.save(update_fields=["campos", "recibido_en"])
        return escrito
    candidatura = cuestionario.candidatura
    escrito = EscritoFueraDeTiempo.objects.create(
        folio=nuevo_folio("ESC", candidatura.proceso.anio),
        cuestionario=cuestionario,
        autor=adscripcion.usuario,
        campos=nuevos,
        version=version,
        recibido_en=reloj.ahora(),
    )
    anotar(
        clase=ClaseDeActo.ESCRITO_FUERA_DE_TIEMPO,
        proceso=candidatura.proceso,
        candidatura=candidatura,
        actor=candidatura.formula.actor,
        autor=adscripcion.usuario,
        datos={"folio": escrito.folio, "campos": sorted(nuevos)},
    )
    return escrito


@transaction.atomic
def usar_escrito(*, escrito: EscritoFueraDeTiempo, adscripcion: Adscripcion) -> list[str]:
    """Pone en el cuestionario, ya abierto, lo que se había conservado. Devuelve los campos en duda:
    los que alguien cambió después y siguen como están guardados.

    Lanza `PermissionDenied` o `YaNoSeEdita`.
    """
    cuestionario = _tomar(escrito.cuestionario, adscripcion)
    escrito = EscritoFueraDeTiempo.objects.get(pk=escrito.pk)
    if escrito.usado_en:
        return []
    _, en_duda = _fundir(
        cuestionario, escrito.campos, escrito.version, {}, adscripcion, tomado=True
    )
    if en_duda:
        escrito.campos = {campo: escrito.campos[campo] for campo in en_duda}
    else:
        escrito.usado_en = reloj.ahora()
    escrito.save(update_fields=["campos", "usado_en"])
    return en_duda


@transaction.atomic
def guardar_fotografia(
    *,
    cuestionario: Cuestionario,
    datos: bytes,
    adscripcion: Adscripcion,
    recorte: Recorte | None = None,
    meses_declarados: int | None = None,
) -> Cuestionario:
    """Limpia y guarda la fotografía. `meses_declarados`: los que tiene, según quien la sube.

    Lanza `FotografiaRechazada`, `PermissionDenied`.
    """
    proceso = cuestionario.candidatura.proceso
    limpia = limpiar(
        datos,
        maximo_kb=proceso.parametro("foto_maximo_kb"),
        lado_minimo=proceso.parametro("foto_lado_minimo"),
        recorte=recorte,
    )
    return poner_fotografia(
        cuestionario=cuestionario,
        limpia=limpia,
        adscripcion=adscripcion,
        meses_declarados=meses_declarados,
    )


@transaction.atomic
def poner_fotografia(
    *,
    cuestionario: Cuestionario,
    limpia: FotografiaLimpia,
    adscripcion: Adscripcion,
    meses_declarados: int | None = None,
) -> Cuestionario:
    """Guarda una fotografía ya limpia. Lanza `PermissionDenied`, `YaNoSeEdita`."""
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    exigir_que_se_edite(adscripcion, cuestionario)
    foto = Fotografia(
        huella=limpia.huella,
        ancho=limpia.ancho,
        alto=limpia.alto,
        meses_declarados=meses_declarados,
        subida_por=adscripcion.usuario,
        subida_en=reloj.ahora(),
    )
    foto.archivo.save("foto.jpg", ContentFile(limpia.datos), save=True)
    cuestionario.foto = foto
    return anotar_guardado(cuestionario, ["foto"], adscripcion)


def anotar_guardado(
    cuestionario: Cuestionario,
    cambios: list[str],
    adscripcion: Adscripcion,
    *,
    al_escribir: bool = False,
) -> Cuestionario:
    """Escribe lo cambiado, sube la versión y lo anota. Quien la llama ya tomó el renglón.

    Lo que se guarda solo `al_escribir` deja un acto por campo y por rato, no uno por pausa; cada
    versión queda de todos modos en la historia.
    """
    cuestionario.version += 1
    cuestionario.guardado_en = reloj.ahora()
    anotar_textos(cuestionario, cambios)
    with a_nombre_de(adscripcion.usuario):
        if cuestionario.estado == Estado.SIN_DATOS:
            # El mismo paso escribe lo cambiado.
            return dar_paso_a_lo_tomado(cuestionario, Pedido(Paso.CAPTURAR, adscripcion))
        propios = [c for c in cambios if c in Cuestionario.PROPIOS]
        cuestionario.save(update_fields=[*propios, "version", "guardado_en"])
    if not (al_escribir and _ya_anotado(cuestionario, cambios, adscripcion)):
        anotar(
            clase=ClaseDeActo.GUARDADO,
            proceso=cuestionario.candidatura.proceso,
            candidatura=cuestionario.candidatura,
            actor=cuestionario.candidatura.formula.actor,
            autor=adscripcion.usuario,
            datos={"campos": cambios, "version": cuestionario.version},
        )
    return cuestionario


def _ya_anotado(cuestionario: Cuestionario, cambios: list[str], adscripcion: Adscripcion) -> bool:
    """Si esta persona ya dejó acto de esos campos hace poco y desde entonces nada más pasó."""
    recientes = Acto.objects.filter(
        candidatura=cuestionario.candidatura, registrado_en__gt=reloj.ahora() - RATO
    ).order_by("-pk")
    escritos: set[str] = set()
    for clase, autor, datos in recientes.values_list("clase", "autor", "contenido__datos"):
        if (clase, autor) != (ClaseDeActo.GUARDADO, adscripcion.usuario_id):
            break
        escritos.update((datos or {}).get("campos", ()))
    return escritos.issuperset(cambios)
