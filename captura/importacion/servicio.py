"""Importar un archivo completo: todo o nada, y con cuentas que cuadran."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from celery import current_app
from django.db import transaction

from candidaturas import frescura
from candidaturas.models import ContenidoCurricular, EstadoDeProceso, ProcesoElectoral
from captura.bitacora import anotar
from captura.importacion.actores import Actores
from captura.importacion.encabezados import PREP
from captura.importacion.errores import (
    ArchivoIlegible,
    HayRechazos,
    ImportacionNoPermitida,
    Rechazo,
)
from captura.importacion.escritura import Escritura, Ubicado
from captura.importacion.lectura import Archivo, abrir
from captura.importacion.renglones import Lector, Renglon
from captura.importacion.reporte import Nivel, Reporte
from captura.importacion.territorio import Territorio
from captura.models import ClaseDeActo, Cuestionario, Usuario
from conoceles.comun import reloj
from conoceles.comun.en_masa import comprobar_al_momento

LOTE = 500


@dataclass(slots=True)
class Resumen:
    """Renglones = creadas + actualizadas + sin cambio + rechazadas + sumadas.

    Las sumadas son las filas que, en un archivo con una por partido, se unieron a otra.
    """

    formato: str = ""
    renglones: int = 0
    creadas: int = 0
    actualizadas: int = 0
    sin_cambio: int = 0
    rechazadas: int = 0
    sumadas: int = 0
    catalogos: int = 0
    proceso_cambiado: bool = False
    simulado: bool = False

    def cuadra(self) -> bool:
        partes = self.creadas + self.actualizadas + self.sin_cambio + self.rechazadas
        return self.renglones == partes + self.sumadas

    def hubo_cambios(self) -> bool:
        return bool(self.creadas or self.actualizadas or self.catalogos or self.proceso_cambiado)


def importar_candidaturas(
    *,
    ruta: Path,
    clave_de_proceso: str,
    reporte: Reporte,
    simular: bool = False,
    omitir_rechazadas: bool = False,
    crear_catalogos: bool = False,
    fuente: str = "",
    autor: Usuario | None = None,
    ver: Callable[[Ubicado], object] | None = None,
) -> Resumen:
    """Lee el archivo y escribe sus candidaturas en el proceso, en una transacción.

    Con `simular` hace lo mismo y lo deshace. `ver` recibe cada renglón ya escrito. Lanza
    `ArchivoIlegible`, `ImportacionNoPermitida` o, si hay renglones rehusados y no se pidió
    omitirlos, `HayRechazos`; en los tres casos no queda nada escrito.
    """
    with abrir(ruta) as archivo, transaction.atomic():
        comprobar_al_momento()
        proceso = _tomar_proceso(clave_de_proceso)
        _revisar_proceso(proceso, fuente)
        archivo.anotar_avisos(reporte)
        resumen = _importar(
            archivo, proceso, reporte, crear=crear_catalogos, fuente=fuente, ver=ver
        )
        resumen.simulado = simular
        if resumen.renglones == 0:
            raise ArchivoIlegible(f"El archivo {ruta.name} trae encabezado y ningún renglón.")
        if resumen.rechazadas and not omitir_rechazadas:
            raise HayRechazos(resumen)
        if fuente:
            resumen.proceso_cambiado = _archivar(proceso, archivo, fuente, reporte)
        reporte.vaciar()
        if resumen.hubo_cambios():
            _anotar_acto(proceso, archivo, resumen, autor)
            frescura.cambio_el_registro()
            if not fuente:
                # Con diez mil renglones tarda: lo hace el trabajador, y sin él la carga vale igual.
                pedir = partial(current_app.send_task, "captura.comparar_textos", [proceso.pk])
                transaction.on_commit(pedir, robust=True)
        if simular:
            transaction.set_rollback(True)
    return resumen


def _tomar_proceso(clave: str) -> ProcesoElectoral:
    """El proceso, con un candado que pone en fila a dos importaciones simultáneas."""
    try:
        return (
            ProcesoElectoral.objects.select_for_update(of=("self",))
            .select_related("entidad", "marco__demarcacion")
            .get(clave=clave)
        )
    except ProcesoElectoral.DoesNotExist as error:
        claves = ", ".join(ProcesoElectoral.objects.values_list("clave", flat=True)) or "ninguno"
        raise ImportacionNoPermitida(f"No existe el proceso «{clave}»; hay: {claves}.") from error


def _revisar_proceso(proceso: ProcesoElectoral, fuente: str) -> None:
    clave = proceso.clave
    if proceso.es_archivo and not fuente:
        raise ImportacionNoPermitida(
            f"El proceso {clave} es un archivo público; use --archivo con su fuente."
        )
    if not fuente:
        if proceso.estado == EstadoDeProceso.ARCHIVADO:
            raise ImportacionNoPermitida(f"El proceso {clave} está archivado.")
        return
    if proceso.vigente or proceso.jornada_el >= reloj.hoy():
        raise ImportacionNoPermitida(
            f"El proceso {clave} no ha pasado: no se puede cargar como archivo público."
        )
    if Cuestionario.objects.filter(candidatura__proceso=proceso).exists():
        raise ImportacionNoPermitida(
            f"El proceso {clave} tiene cuestionarios de captura: no es un archivo público."
        )


def _importar(
    archivo: Archivo,
    proceso: ProcesoElectoral,
    reporte: Reporte,
    *,
    crear: bool,
    fuente: str,
    ver: Callable[[Ubicado], object] | None,
) -> Resumen:
    lector = Lector(archivo, proceso, reporte)
    territorio = Territorio(proceso, crear=crear)
    actores = Actores(proceso, crear=crear)
    escritura = Escritura(proceso, como_archivo=bool(fuente))
    resumen = Resumen(formato=archivo.formato.nombre)
    lote: list[Ubicado] = []

    def escribir() -> None:
        escritura.escribir(lote)
        if ver is not None:
            for ubicado in lote:
                ver(ubicado)
        lote.clear()
        reporte.vaciar()

    for renglon in lector.leer():
        resumen.sumadas += len(renglon.sumadas)
        ubicado = _ubicar(renglon, lector, territorio, actores)
        if ubicado is None:
            resumen.rechazadas += 1
        else:
            lote.append(ubicado)
        if len(lote) >= LOTE:
            escribir()
    escribir()
    resumen.renglones = lector.renglones
    resumen.rechazadas += lector.rechazados + escritura.rechazadas
    resumen.creadas = escritura.creadas
    resumen.actualizadas = escritura.actualizadas
    resumen.sin_cambio = escritura.sin_cambio
    resumen.catalogos = territorio.creados + actores.creados
    return resumen


def _ubicar(
    renglon: Renglon, lector: Lector, territorio: Territorio, actores: Actores
) -> Ubicado | None:
    notas = lector.notas(renglon.fila)
    try:
        eleccion = territorio.eleccion(renglon, notas)
        actor = actores.buscar(renglon.postulante, eleccion, renglon.numero, notas)
    except Rechazo as rechazo:
        valor = renglon.territorio.get(rechazo.campo, "") or renglon.cargo
        if rechazo.campo in {"actor", "partidos"}:
            valor = renglon.postulante.nombre or " ".join(renglon.postulante.siglas)
        notas.rechazo(rechazo.campo, valor, rechazo.asunto, rechazo.detalle)
        return None
    return Ubicado(renglon, eleccion, actor, notas)


def _archivar(proceso: ProcesoElectoral, archivo: Archivo, fuente: str, reporte: Reporte) -> bool:
    """El proceso queda archivado, público y con su fuente a la vista."""
    trae_textos = any(c in archivo.columnas for c in ContenidoCurricular.CAMPOS)
    con_perfiles = proceso.candidaturas.filter(perfil__isnull=False).exists()
    valores = {
        "estado": EstadoDeProceso.ARCHIVADO,
        "fuente": fuente,
        "publico_desde": proceso.publico_desde or reloj.ahora(),
        "solo_nombres": not (trae_textos or con_perfiles),
    }
    cambios = {c: v for c, v in valores.items() if getattr(proceso, c) != v}
    for campo, valor in cambios.items():
        anterior = getattr(proceso, campo)
        reporte.anotar(
            0, campo, str(valor), Nivel.CAMBIO, "proceso archivado", f"Antes: «{anterior or ''}»."
        )
        setattr(proceso, campo, valor)
    if cambios:
        proceso.save(update_fields=list(cambios))
    return bool(cambios)


def _anotar_acto(
    proceso: ProcesoElectoral, archivo: Archivo, resumen: Resumen, autor: Usuario | None
) -> None:
    datos = {
        "huella": archivo.huella,
        "formato": archivo.formato.clave,
        "renglones": resumen.renglones,
        "creadas": resumen.creadas,
        "actualizadas": resumen.actualizadas,
        "sin_cambio": resumen.sin_cambio,
        "rechazadas": resumen.rechazadas,
    }
    if archivo.formato is PREP:
        datos["sumadas"] = resumen.sumadas
    anotar(clase=ClaseDeActo.CARGA_DE_REGISTRO, proceso=proceso, autor=autor, datos=datos)
