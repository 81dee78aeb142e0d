"""Catálogos de Coahuila: territorio, partidos, procesos, cargos, elecciones y actores.

Los datos están en `datos/coahuila/` con sus licencias. Cargar dos veces deja lo mismo, y lo que el
personal haya editado de un proceso (estado, fechas, parámetros) no se pisa.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from candidaturas import explicaciones, frescura
from candidaturas.models import (
    ActorPolitico,
    Ambito,
    Cargo,
    CodigoPostal,
    Demarcacion,
    Distrito,
    Eleccion,
    Entidad,
    Integrante,
    Localidad,
    MarcoSeccional,
    Municipio,
    Parametro,
    Partido,
    ProcesoElectoral,
    Seccion,
    SeccionRetirada,
    TipoDeActor,
)

CARPETA = Path(__file__).parent / "datos" / "coahuila"
COAHUILA = 5


def filas(nombre: str) -> Iterator[dict[str, str]]:
    with (CARPETA / nombre).open(encoding="utf-8", newline="") as archivo:
        yield from csv.DictReader(archivo)


def _guardar(modelo, renglones: list, unicos: list[str], campos: list[str]) -> int:
    """Inserta o actualiza en bloque por sus campos únicos; devuelve cuántas filas hay."""
    modelo.objects.bulk_create(
        renglones,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=unicos,
        update_fields=campos,
    )
    return len(renglones)


@transaction.atomic
def cargar() -> dict[str, int]:
    """Carga todo y devuelve cuántas filas tiene cada catálogo."""
    definicion = json.loads((CARPETA / "procesos.json").read_text(encoding="utf-8"))
    entidad, _ = Entidad.objects.update_or_create(
        numero=COAHUILA, defaults={"nombre": "Coahuila de Zaragoza"}
    )
    cuentas = {"municipios": _municipios(entidad)}
    cuentas["distritos"] = _demarcaciones(entidad, definicion["demarcaciones"])
    municipios = {m.numero: m for m in entidad.municipios.all()}
    for marco in definicion["marcos"]:
        cuentas[f"secciones {marco['clave']}"] = _marco(marco, municipios)
    vigente = Demarcacion.objects.get(clave="coahuila-local-2022")
    distritos = {d.numero: d for d in vigente.distritos.all()}
    cuentas["secciones retiradas"] = _retiradas(entidad, municipios, distritos)
    cuentas["localidades"] = _localidades(municipios, distritos)
    cuentas["códigos postales"] = _codigos_postales(entidad, municipios, distritos)
    cuentas["partidos"] = _partidos()
    for proceso in definicion["procesos"]:
        cuentas[f"elecciones {proceso['clave']}"] = _proceso(entidad, proceso)
    cuentas["textos"] = explicaciones.cargar()
    frescura.cambio_el_registro()
    return cuentas


def _municipios(entidad: Entidad) -> int:
    renglones = [
        Municipio(
            entidad=entidad,
            numero=int(f["municipio_id"]),
            nombre=f["nombre"],
            cabecera=f["cabecera"],
        )
        for f in filas("municipios.csv")
    ]
    return _guardar(Municipio, renglones, ["entidad", "numero"], ["nombre", "cabecera"])


def _demarcaciones(entidad: Entidad, definiciones: list[dict]) -> int:
    """De la demarcación 2016 no se conocen cabeceras: van vacías, no inventadas."""
    cabeceras = {int(f["distrito"]): f["cabecera"] for f in filas("distritos_locales.csv")}
    total = 0
    for definicion in definiciones:
        demarcacion, _ = Demarcacion.objects.update_or_create(
            clave=definicion["clave"],
            defaults={
                "nombre": definicion["nombre"],
                "entidad": entidad,
                "fuente": definicion["fuente"],
            },
        )
        con_cabecera = definicion["clave"] == "coahuila-local-2022"
        renglones = [
            Distrito(
                demarcacion=demarcacion,
                numero=numero,
                cabecera=cabecera if con_cabecera else "",
            )
            for numero, cabecera in cabeceras.items()
        ]
        total += _guardar(Distrito, renglones, ["demarcacion", "numero"], ["cabecera"])
    return total


def _marco(definicion: dict, municipios: dict[int, Municipio]) -> int:
    demarcacion = Demarcacion.objects.get(clave=definicion["demarcacion"])
    distritos = {d.numero: d for d in demarcacion.distritos.all()}
    marco, _ = MarcoSeccional.objects.update_or_create(
        clave=definicion["clave"],
        defaults={
            "nombre": definicion["nombre"],
            "demarcacion": demarcacion,
            "fuente": demarcacion.fuente,
        },
    )
    renglones = [
        Seccion(
            marco=marco,
            numero=int(f["seccion"]),
            municipio=municipios[int(f["municipio_id"])],
            distrito=distritos[int(f[definicion["columna_distrito"]])],
        )
        for f in filas(definicion["archivo"])
    ]
    return _guardar(Seccion, renglones, ["marco", "numero"], ["municipio", "distrito"])


def _retiradas(
    entidad: Entidad, municipios: dict[int, Municipio], distritos: dict[int, Distrito]
) -> int:
    renglones = [
        SeccionRetirada(
            entidad=entidad,
            numero=int(f["seccion"]),
            ultimo_marco=f["ultimo_marco"],
            municipio=municipios.get(int(f["municipio_id"] or 0)),
            distrito=distritos.get(int(f["distrito_local_actual"] or 0)),
            distrito_univoco=f["distrito_univoco"] == "1",
            motivo=f["motivo"],
            sucesoras=[int(n) for n in f["secciones_sucesoras"].split()],
        )
        for f in filas("secciones_retiradas.csv")
    ]
    return _guardar(
        SeccionRetirada,
        renglones,
        ["entidad", "numero"],
        [
            "ultimo_marco",
            "municipio",
            "distrito",
            "distrito_univoco",
            "motivo",
            "sucesoras",
        ],
    )


def _localidades(municipios: dict[int, Municipio], distritos: dict[int, Distrito]) -> int:
    renglones = [
        Localidad(
            clave=f["cvegeo_loc"],
            municipio=municipios[int(f["municipio_id"])],
            nombre=f["localidad"],
            poblacion=int(f["poblacion_2020"]) if f["poblacion_2020"] else None,
            seccion=int(f["seccion"]) if f["seccion"] else None,
            distrito=distritos.get(int(f["distrito_local"] or 0)),
        )
        for f in filas("localidades.csv")
    ]
    return _guardar(
        Localidad,
        renglones,
        ["clave"],
        ["municipio", "nombre", "poblacion", "seccion", "distrito"],
    )


def _codigos_postales(
    entidad: Entidad, municipios: dict[int, Municipio], distritos: dict[int, Distrito]
) -> int:
    """Con el distrito solo donde la fuente dice que es uno: las coordenadas no lo deciden."""
    fuente = {f["cp"]: f for f in filas("codigos_postales_geonames_2016.csv")}
    renglones = [
        CodigoPostal(
            entidad=entidad,
            codigo=codigo,
            distrito=(
                distritos[int(f["distritos_posibles"])] if f["distrito_unico"] == "1" else None
            ),
        )
        for codigo, f in fuente.items()
    ]
    total = _guardar(CodigoPostal, renglones, ["codigo"], ["distrito"])
    pertenencia = CodigoPostal.municipios.through
    pertenencia.objects.filter(codigopostal__entidad=entidad).delete()
    pertenencia.objects.bulk_create(
        pertenencia(codigopostal_id=pk, municipio=municipios[int(numero)])
        for codigo, pk in entidad.codigos_postales.values_list("codigo", "pk")
        if codigo in fuente
        for numero in fuente[codigo]["municipios_id"].split()
    )
    return total


def _partidos() -> int:
    renglones = [
        Partido(
            sigla=f["sigla"],
            nombre=f["nombre"],
            alcance=(
                Partido.Alcance.NACIONAL
                if f["ambito"].startswith("nacional")
                else Partido.Alcance.LOCAL
            ),
        )
        for f in filas("partidos.csv")
    ]
    return _guardar(Partido, renglones, ["sigla"], ["nombre", "alcance"])


def _proceso(entidad: Entidad, definicion: dict) -> int:
    proceso, _ = ProcesoElectoral.objects.get_or_create(
        clave=definicion["clave"],
        defaults={
            "nombre": definicion["nombre"],
            "anio": definicion["anio"],
            "entidad": entidad,
            "marco": MarcoSeccional.objects.get(clave=definicion["marco"]),
            "jornada_el": definicion["jornada_el"],
        },
    )
    for clave, (valor, cita) in definicion["parametros"].items():
        Parametro.objects.get_or_create(
            proceso=proceso, clave=clave, defaults={"valor": valor, "cita": cita}
        )
    _actores(proceso, definicion)
    total = 0
    for orden, cargo in enumerate(definicion["cargos"], start=1):
        registro, _ = Cargo.objects.update_or_create(
            proceso=proceso,
            clave=cargo["clave"],
            defaults={
                **{k: v for k, v in cargo.items() if k != "clave"},
                "orden": orden,
            },
        )
        total += crear_elecciones(registro, proceso)
    return total


def crear_elecciones(cargo: Cargo, proceso: ProcesoElectoral) -> int:
    """Una elección por territorio del ámbito del cargo."""
    if cargo.ambito == Ambito.DISTRITO:
        lugares = [{"distrito": d} for d in proceso.marco.demarcacion.distritos.all()]
    elif cargo.ambito == Ambito.MUNICIPIO:
        lugares = [{"municipio": m} for m in proceso.entidad.municipios.all()]
    else:
        lugares = [{}]
    for orden, lugar in enumerate(lugares, start=1):
        territorio = next(iter(lugar.values()), proceso.entidad)
        Eleccion.objects.get_or_create(
            cargo=cargo,
            nombre_territorio=str(territorio),
            defaults={**lugar, "orden": orden},
        )
    return len(lugares)


def _actores(proceso: ProcesoElectoral, definicion: dict) -> None:
    """Partidos en el orden en que la fuente los lista; coaliciones, donde va su primer partido."""
    partidos = {p.sigla: p for p in Partido.objects.filter(sigla__in=definicion["partidos"])}
    for orden, sigla in enumerate(definicion["partidos"], start=1):
        actor, _ = ActorPolitico.objects.get_or_create(
            proceso=proceso,
            nombre=partidos[sigla].nombre,
            defaults={
                "tipo": TipoDeActor.PARTIDO,
                "siglas": "Morena" if sigla == "MORENA" else sigla,
                "orden": orden * 10,
            },
        )
        Integrante.objects.get_or_create(actor=actor, partido=partidos[sigla])
    convenios = {c["nombre"]: c for c in definicion["coaliciones"]}
    for fila in filas("coaliciones.csv"):
        es_de_aqui = fila["proceso"] == definicion["etiqueta_en_catalogos"]
        if not es_de_aqui or "por confirmar" in fila["estado"]:
            continue
        siglas = fila["partidos"].split()
        convenio = convenios.get(fila["nombre"])
        coalicion, _ = ActorPolitico.objects.get_or_create(
            proceso=proceso,
            nombre=fila["nombre"],
            defaults={
                "tipo": TipoDeActor.COALICION,
                "siglas": "-".join(siglas),
                "orden": min(definicion["partidos"].index(s) + 1 for s in siglas) * 10 - 5,
                "partido_captura": partidos[convenio["partido_captura"]] if convenio else None,
                "convenio": convenio["convenio"] if convenio else "",
            },
        )
        for orden, sigla in enumerate(siglas):
            Integrante.objects.get_or_create(
                actor=coalicion, partido=partidos[sigla], defaults={"orden": orden}
            )
