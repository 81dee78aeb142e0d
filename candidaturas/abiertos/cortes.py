"""Hacer un corte, encontrar sus archivos y retirar los que ya no deben estar.

Un corte contiene un perfil si y solo si ese perfil ya estaba publicado en el momento del corte:
al escribirlo se dejan fuera los posteriores. Así basta una fecha para saber qué cortes retirar.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from candidaturas import consultas
from candidaturas.abiertos.archivos import escribir
from candidaturas.abiertos.columnas import Renglon
from candidaturas.models import (
    ArchivoDeDatos,
    Candidatura,
    CicloDeVida,
    CorteDeDatos,
    EstadoDeCorte,
    Integrante,
    PerfilPublicado,
    ProcesoElectoral,
)
from candidaturas.tarjetas import perfil_de
from conoceles.comun import reloj
from conoceles.comun.cache_publico import invalidar
from conoceles.comun.demostracion import LEYENDA

# En el orden en que la página los ofrece.
CLASES = (
    "candidaturas.csv",
    "candidaturas.xlsx",
    "candidaturas.json",
    "diccionario.csv",
    "formato-ine.csv",
    "formato-ine.xlsx",
    "LEEME.txt",
)
DE_UNA_VEZ = 500
# De qué depende la página de datos abiertos, para la caché.
ETIQUETA = "datos_abiertos"
# Todos los que cortan o retiran usan este número, y nadie más: no es el de la bitácora, que quien
# retira toma al terminar.
CERROJO = 20_230_605
MOTIVO_DE_RETIRO = "Contenía información que después se retiró o se suprimió de lo publicado."


def almacen() -> Storage:
    return storages["datos_abiertos"]


def aviso_de(proceso: ProcesoElectoral) -> str:
    """La demostración se anuncia; los nombres de un archivo oficial no son de ella."""
    if not settings.ES_DEMO:
        return ""
    return "" if proceso.es_archivo else LEYENDA


# --- Hacer -------------------------------------------------------------------------------------
@transaction.atomic
def cortar(proceso: ProcesoElectoral) -> CorteDeDatos:
    """Hace el corte de ahora. Si nada cambió desde el último, anota que sigue siendo igual."""
    # Nadie retira un perfil mientras se escribe: al soltarse el cerrojo, el corte ya se ve.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CERROJO])
    ahora = reloj.ahora()
    con_perfiles = consultas.perfiles_visibles(proceso) and not proceso.solo_nombres
    with tempfile.TemporaryDirectory(prefix="conoceles-corte-") as temporal:
        carpeta = Path(temporal)
        filas = escribir(
            carpeta,
            _renglones(proceso, ahora, con_perfiles=con_perfiles),
            nota=_nota(proceso),
            aviso=aviso_de(proceso),
        )
        huellas = {clase: _sha256(carpeta / clase) for clase in CLASES if clase != "LEEME.txt"}
        if igual := _ultimo_igual(proceso, huellas, con_perfiles=con_perfiles):
            igual.comprobado_en = ahora
            igual.save(update_fields=["comprobado_en"])
            return igual
        _escribir_leeme(carpeta / "LEEME.txt", proceso, ahora, filas, huellas)
        corte = CorteDeDatos.objects.create(
            proceso=proceso,
            corte_en=ahora,
            comprobado_en=ahora,
            filas=filas,
            con_perfiles=con_perfiles,
        )
        _guardar(corte, carpeta)
    invalidar([ETIQUETA])
    return corte


def _renglones(
    proceso: ProcesoElectoral, corte: datetime, *, con_perfiles: bool
) -> Iterator[Renglon]:
    """Toda candidatura pública, esté o no en la boleta, en orden de boleta."""
    candidaturas = (
        Candidatura.objects.publicas()
        .filter(proceso=proceso)
        .para_tarjeta()
        .select_related("proceso__entidad")
        .prefetch_related(
            "compromisos",
            Prefetch(
                "formula__actor__integrantes",
                Integrante.objects.select_related("partido").order_by("orden"),
            ),
        )
        .en_orden_de_boleta()
    )
    for candidatura in candidaturas.iterator(chunk_size=DE_UNA_VEZ):
        perfil = perfil_de(candidatura) if con_perfiles else None
        visible = perfil is not None and perfil.publicado_en <= corte
        yield Renglon(candidatura, perfil if visible else None)
        # La candidatura y su perfil se apuntan: sin soltarse, la memoria esperaría al recolector.
        candidatura._state.fields_cache.clear()


def _guardar(corte: CorteDeDatos, carpeta: Path) -> None:
    local = timezone.localtime(corte.corte_en)
    prefijo = "DEMO-" if aviso_de(corte.proceso) else ""
    # Con su número: dos cortes de un mismo minuto no comparten nombre.
    marca = f"{prefijo}{corte.proceso.clave}-{local:%Y%m%d-%H%M}-{corte.pk}"
    for orden, clase in enumerate(CLASES):
        ruta = carpeta / clase
        archivo = ArchivoDeDatos(
            corte=corte,
            clase=clase,
            nombre=f"{marca}-{clase}",
            bytes=ruta.stat().st_size,
            sha256=_sha256(ruta),
            orden=orden,
        )
        with ruta.open("rb") as contenido:
            almacen().save(ruta_de(archivo), File(contenido))
        archivo.save()


def ruta_de(archivo: ArchivoDeDatos) -> str:
    return f"{archivo.corte.proceso.clave}/{archivo.nombre}"


def _sha256(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def _ultimo_igual(
    proceso: ProcesoElectoral, huellas: dict[str, str], *, con_perfiles: bool
) -> CorteDeDatos | None:
    ultimo = CorteDeDatos.objects.filter(proceso=proceso).order_by("-corte_en").first()
    if ultimo is None or ultimo.esta_retirado or ultimo.con_perfiles != con_perfiles:
        return None
    anteriores = dict(ultimo.archivos.values_list("clase", "sha256"))
    anteriores.pop("LEEME.txt", None)
    return ultimo if anteriores == huellas else None


# --- Las notas ---------------------------------------------------------------------------------
def _nota(proceso: ProcesoElectoral) -> list[str]:
    """Lo que hay que saber para usar los archivos. Sin hora: va dentro de los XLSX."""
    return [
        f"Candidatas y Candidatos, Conóceles. {settings.INSTITUTO['nombre']}.",
        f"{proceso.nombre} ({proceso.clave}).",
        *filter(None, [aviso_de(proceso)]),
        *([f"Fuente: {proceso.fuente}"] if proceso.fuente else []),
        "",
        f"Licencia: {proceso.parametro('licencia_de_datos')}",
        "El contenido de cada perfil es responsabilidad de la candidatura y de quien la postula.",
        "",
        "candidaturas: todas las candidaturas públicas, también las que dejaron la boleta.",
        "formato-ine: las que están en la boleta, con las 25 columnas de la exportación del INE de "
        "2022; «No proporcionó» es una pregunta sin contestar y en blanco, un perfil sin publicar; "
        "«En pausa», una sección que no se muestra mientras se aclara.",
        "En CSV y XLSX, a la celda que empezaría con = + - @ ' tabulador o salto se le antepone un "
        "apóstrofo, para que ninguna hoja de cálculo la ejecute. Quitarlo devuelve el original.",
        "En CSV y XLSX las listas van separadas por « | »; en JSON van enteras.",
        "CSV: UTF-8, separado por comas. Vacío: no se proporcionó, no aplica o no se publica aún.",
    ]


def _escribir_leeme(
    ruta: Path, proceso: ProcesoElectoral, corte: datetime, filas: int, huellas: dict[str, str]
) -> None:
    local = timezone.localtime(corte)
    lineas = [
        *_nota(proceso),
        "",
        f"Corte: {local.isoformat(timespec='seconds')}. Candidaturas: {filas}.",
        "SHA-256 de cada archivo:",
        *(f"{huella}  {clase}" for clase, huella in huellas.items()),
    ]
    ruta.write_text("\n".join(lineas) + "\n", encoding="utf-8")


# --- Retirar -----------------------------------------------------------------------------------
def sin_cortes() -> None:
    """Espera el corte que se esté haciendo; hasta el fin de la transacción no empieza otro.

    Quien además toma el proceso llama aquí antes: el corte, al terminar, comprueba que exista.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [CERROJO])


def se_retira(perfil: PerfilPublicado) -> int:
    """El perfil deja de ser público: caen los cortes que lo contienen. Devuelve cuántos.

    Se llama dentro de la transacción que lo retira y antes de borrarlo.
    """
    sin_cortes()
    cortes = CorteDeDatos.objects.filter(
        proceso=perfil.candidatura.proceso_id,
        con_perfiles=True,
        estado=EstadoDeCorte.VIGENTE,
        corte_en__gte=perfil.publicado_en,
    )
    return _retirar(cortes)


def _retirar(cortes: QuerySet[CorteDeDatos]) -> int:
    rutas = [
        ruta_de(archivo)
        for archivo in ArchivoDeDatos.objects.filter(corte__in=cortes).select_related(
            "corte__proceso"
        )
    ]
    cuantos = cortes.update(
        estado=EstadoDeCorte.RETIRADO, retirado_en=reloj.ahora(), motivo=MOTIVO_DE_RETIRO
    )
    transaction.on_commit(partial(_borrar, rutas))
    if cuantos:
        invalidar([ETIQUETA])
    return cuantos


def se_retiran(proceso: ProcesoElectoral) -> int:
    """Caen todos los cortes de un proceso, también los que solo llevan nombres. Dice cuántos."""
    sin_cortes()
    cortes = CorteDeDatos.objects.filter(proceso=proceso, estado=EstadoDeCorte.VIGENTE)
    return _retirar(cortes)


def se_sustituye(anterior: PerfilPublicado, nuevo: PerfilPublicado) -> int:
    """Se publica otra versión: si algo de la anterior se suprimió, es como retirarla."""
    return se_retira(anterior) if _suprime(anterior, nuevo) else 0


def _suprime(anterior: PerfilPublicado, nuevo: PerfilPublicado) -> bool:
    """Quitar una respuesta, o cualquier dato de contacto. Corregir un texto no es suprimirlo."""
    for campo, antes in anterior.contenido().items():
        ahora = getattr(nuevo, campo)
        if antes and not ahora:
            return True
        if campo in PerfilPublicado.CONTACTO and antes != ahora and not _contiene(ahora, antes):
            return True
    return False


def _contiene(ahora, antes) -> bool:
    return isinstance(antes, list) and set(antes) <= set(ahora)


# --- Encontrar ---------------------------------------------------------------------------------
def cortes_de(proceso: ProcesoElectoral) -> list[CorteDeDatos]:
    """Del más reciente al más antiguo, con sus archivos."""
    return list(
        CorteDeDatos.objects.filter(proceso=proceso)
        .prefetch_related("archivos")
        .order_by("-corte_en")
    )


def se_ofrece(corte: CorteDeDatos, proceso: ProcesoElectoral) -> bool:
    """Si sus archivos se descargan hoy; tras el cierre, los perfiles pueden dejar de mostrarse."""
    if corte.esta_retirado or proceso.ciclo != CicloDeVida.VIGENTE:
        return False
    return not corte.con_perfiles or consultas.perfiles_visibles(proceso)


def _borrar(rutas: list[str]) -> None:
    for ruta in rutas:
        almacen().delete(ruta)
