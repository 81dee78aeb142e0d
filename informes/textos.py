"""Los textos fijos del informe, como el instituto los escribe. Un informe puede llevar los suyos.

Fuente: informe de mayo de 2023 de la UTTAI. El documento 3 del artículo 11 es el único fundamento
que ese informe confirma.
"""

from django.conf import settings

from candidaturas.models import ProcesoElectoral
from informes.models import InformeMensual, PlantillaDeRedaccion
from informes.redaccion import MESES, fecha_en_letra, fecha_larga

SISTEMA = "“Candidatas y Candidatos, Conóceles”"
COMISION = "Comisión de Transparencia y Acceso a la Información"

# Sección: (encabezado, cómo se nombra en el índice).
SECCIONES = {
    "objetivo": ("OBJETIVO DEL SISTEMA:", "Objetivo del sistema"),
    "fundamento": (
        "FUNDAMENTO LEGAL PARA LA EMISIÓN DEL INFORME:",
        "Fundamento Legal para la emisión del informe",
    ),
    "periodo": ("PERIODO DEL INFORME:", "Periodo del informe"),
    "acuerdos": (
        "ACUERDOS QUE RIGEN LA IMPLEMENTACIÓN Y EL FUNCIONAMIENTO DEL SISTEMA:",
        "Acuerdos que rigen la implementación y funcionamiento del sistema",
    ),
    "actividades": (
        "ACTIVIDADES REALIZADAS:",
        "Actividades realizadas para el avance en la implementación y operación del sistema",
    ),
    "reuniones": (
        f"REUNIONES DE LA {COMISION.upper()}:",
        "Reuniones de la Comisión",
    ),
}

OBJETIVO = (
    "Facilitar a la ciudadanía el acceso a la información de las personas candidatas que "
    "participan a puestos de elección popular en el Proceso Electoral Local {anio}, maximizar la "
    "transparencia en la difusión de las candidaturas, la participación de la población y el voto "
    "informado y razonado, a efecto de optimizar la toma de decisiones de la ciudadanía; así "
    "mismo, para que el {instituto}, cuente con información estadística respecto de los grupos en "
    "situación de discriminación o de atención prioritaria en los que se sitúan las personas "
    "candidatas, que le permita realizar análisis de datos y estadísticas como insumos para el "
    "ejercicio de sus atribuciones."
)
FUNDAMENTO = (
    "Documento número 3, establecido por el artículo 11, de los Lineamientos para el uso del "
    "Sistema {sistema} para los Procesos Electorales Locales."
)
INTRODUCCION = (
    "Atentos a lo dispuesto por el documento 3, del artículo 11, de los Lineamientos para el uso "
    "del sistema {sistema} para los Procesos Electorales Locales, contenidos en el Anexo 24.2 del "
    "Reglamento de Elecciones, durante el periodo comprendido del día {desde} al {hasta}, esta "
    "{area}, como instancia interna Coordinadora de los trabajos de implementación y operación "
    "del sistema {sistema} ha llevado a cabo las siguientes actividades:"
)
# Los que el personal puede cambiar para todos los informes (`PlantillaDeRedaccion`). Uno aprobado
# lleva congelados los suyos.
FIJOS = {"objetivo": OBJETIVO, "fundamento": FUNDAMENTO, "introduccion": INTRODUCCION}
NOMBRES_DE_FIJOS = {
    "objetivo": "Objetivo del sistema",
    "fundamento": "Fundamento legal",
    "introduccion": "Párrafo inicial de las actividades",
}
CITA_DE_ACUERDO = "En fecha {fecha}, el {organo}, emitió el acuerdo con número identificador"
SIN_ACUERDOS = "No hay acuerdos registrados."
SIN_ACTIVIDADES = "No hay actividades registradas en el periodo."
SIN_REUNIONES = "No hay reuniones registradas en el periodo."


def fijo(clave: str) -> str:
    """El que el personal guardó o, si no, el de costumbre; con sus datos entre llaves."""
    propios = PlantillaDeRedaccion.objects.filter(clave=clave).values_list("texto", flat=True)
    return propios.first() or FIJOS[clave]


def objetivo(informe: InformeMensual) -> str:
    return informe.objetivo or fijo("objetivo").format(
        anio=informe.proceso.anio, instituto=settings.INSTITUTO["nombre"]
    )


def fundamento(informe: InformeMensual) -> str:
    return informe.fundamento or fijo("fundamento").format(sistema=SISTEMA)


def introduccion(informe: InformeMensual, hasta) -> str:
    return informe.introduccion or fijo("introduccion").format(
        sistema=SISTEMA,
        desde=fecha_en_letra(informe.desde),
        hasta=fecha_en_letra(hasta),
        area=settings.INSTITUTO["area"],
    )


def cita_de_acuerdo(acuerdo) -> str:
    return acuerdo.entrada or CITA_DE_ACUERDO.format(
        fecha=fecha_larga(acuerdo.emitido_el), organo=acuerdo.organo
    )


def titulo(mes) -> str:
    return (
        f"INFORME DEL MES DE {MESES[mes.month - 1].upper()} SOBRE EL AVANCE EN LA IMPLEMENTACIÓN "
        f"Y OPERACIÓN DEL SISTEMA {SISTEMA.upper()}"
    )


def encabezado(proceso: ProcesoElectoral) -> tuple[str, str]:
    """Las dos líneas que llevan todas las páginas."""
    instituto = settings.INSTITUTO
    return (
        f"{instituto['area']} del {instituto['nombre']}, instancia interna responsable de "
        f"coordinar la implantación y operación del sistema {SISTEMA}",
        proceso.nombre,
    )
