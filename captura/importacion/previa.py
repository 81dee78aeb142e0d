"""La vista previa de una carga del registro: qué le pasaría a cada renglón, sin escribir nada."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from captura.importacion.errores import HayRechazos
from captura.importacion.escritura import Ubicado
from captura.importacion.lectura import abrir
from captura.importacion.reporte import Anotacion, Nivel, Reporte
from captura.importacion.servicio import Resumen, importar_candidaturas
from conoceles.comun.errores import ErrorDeDominio


class Suerte(StrEnum):
    RECHAZADA = "rechazada"
    NUEVA = "nueva"
    CAMBIA = "cambia"
    IGUAL = "igual"


class NoSeCarga(ErrorDeDominio):
    """Lo que se revisó ya no es lo que pasaría; el mensaje dice qué hacer."""


@dataclass(slots=True)
class Renglon:
    """`notas`: [nivel, columna, valor, asunto, detalle]."""

    fila: int
    suerte: Suerte
    nombre: str = ""
    lugar: str = ""
    actor: str = ""
    calidad: str = ""
    notas: list[list[str]] = field(default_factory=list)


def revisar(ruta: Path, clave: str, avance, *, crear: bool) -> tuple[list[Renglon], Resumen]:
    """Lanza `ArchivoIlegible` o `ImportacionNoPermitida` con una frase clara."""
    with abrir(ruta) as archivo:
        total = sum(1 for _ in archivo.renglones())
    anotaciones: list[Anotacion] = []
    vistos: dict[int, Renglon] = {}

    def ver(ubicado: Ubicado) -> None:
        vistos[ubicado.renglon.fila] = _renglon(ubicado)
        avance(len(vistos), total)

    try:
        resumen = importar_candidaturas(
            ruta=ruta,
            clave_de_proceso=clave,
            reporte=Reporte(anotaciones.append),
            simular=True,
            crear_catalogos=crear,
            ver=ver,
        )
    except HayRechazos as error:
        resumen = error.resumen
    for anotacion in anotaciones:
        renglon = vistos.setdefault(anotacion.fila, Renglon(anotacion.fila, Suerte.IGUAL))
        nivel, notas = anotacion.nivel, renglon.notas
        # Las anotaciones hablan a quien corre la orden; aquí no hay orden que correr.
        detalle = anotacion.detalle.replace("use --crear-catalogos", "añádalo o pida crearlo")
        notas.append([str(nivel), *anotacion[1:3], anotacion.asunto, detalle])
        if nivel is Nivel.RECHAZO:
            renglon.suerte = Suerte.RECHAZADA
    return [vistos[fila] for fila in sorted(vistos)], resumen


def _renglon(ubicado: Ubicado) -> Renglon:
    renglon, eleccion = ubicado.renglon, ubicado.eleccion
    suerte = Suerte.IGUAL
    if ubicado.nuevo:
        suerte = Suerte.NUEVA
    elif ubicado.actualizado:
        suerte = Suerte.CAMBIA
    return Renglon(
        renglon.fila,
        suerte,
        nombre=renglon.nombre,
        lugar=f"{eleccion.cargo.nombre}, {eleccion.nombre_territorio}",
        actor=ubicado.actor.nombre,
        calidad=renglon.tipo,
    )


def aplicar(ruta: Path, clave: str, *, crear: bool, visto: dict, autor) -> Resumen:
    """Lo escribe si pasa lo mismo que se vio; si no, no escribe nada y lanza `NoSeCarga`."""
    try:
        resumen = importar_candidaturas(
            ruta=ruta,
            clave_de_proceso=clave,
            reporte=Reporte(),
            crear_catalogos=crear,
            autor=autor,
        )
    except HayRechazos as error:
        raise NoSeCarga(
            f"{error.resumen.rechazadas} de {error.resumen.renglones} renglones no pueden entrar y "
            "no se cargó nada. Corrija el archivo y súbalo de nuevo."
        ) from error
    if cuentas_de(resumen) != visto:
        # El trabajo corre en una transacción: con esto se deshace.
        raise NoSeCarga(
            "El proceso cambió desde que se revisó el archivo y no se cargó nada. Súbalo de nuevo "
            "y vea otra vez qué pasaría."
        )
    return resumen


def cuentas_de(resumen: Resumen) -> dict[str, int]:
    """Lo que se promete en la vista previa y se exige al cargar."""
    return {
        "nuevas": resumen.creadas,
        "cambian": resumen.actualizadas,
        "iguales": resumen.sin_cambio,
        "rechazadas": resumen.rechazadas,
        "catalogos": resumen.catalogos,
    }


def guardar(destino: Path, renglones: list[Renglon], resumen: Resumen) -> None:
    with destino.open("w", encoding="utf-8") as archivo:
        archivo.write(json.dumps(cuentas_de(resumen)) + "\n")
        for renglon in renglones:
            archivo.write(json.dumps(asdict(renglon), ensure_ascii=False) + "\n")


def leer_cuentas(ruta: Path) -> dict[str, int]:
    with ruta.open(encoding="utf-8") as archivo:
        return json.loads(archivo.readline())


def leer(ruta: Path) -> Iterator[Renglon]:
    with ruta.open(encoding="utf-8") as archivo:
        archivo.readline()
        for linea in archivo:
            datos = json.loads(linea)
            yield Renglon(**(datos | {"suerte": Suerte(datos["suerte"])}))


def contar(renglones: list[Renglon]) -> dict[Suerte, int]:
    hallados = Counter(r.suerte for r in renglones)
    return {suerte: hallados[suerte] for suerte in Suerte}
