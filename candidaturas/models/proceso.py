"""El proceso electoral y lo que en él se elige."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from candidaturas.models.geografia import Distrito, Entidad, MarcoSeccional, Municipio
from candidaturas.parametros import LEEN_LO_BLOQUEADO, PARAMETROS
from conoceles.comun import reloj


class EstadoDeProceso(models.TextChoices):
    EN_PREPARACION = "en_preparacion", "En preparación"
    ABIERTO = "abierto", "Abierto"
    CERRADO = "cerrado", "Cerrado"
    ARCHIVADO = "archivado", "Archivado"


class CicloDeVida(models.TextChoices):
    """Lo que pasa con los datos de un proceso; nunca vuelve atrás (docs/adr/0011)."""

    VIGENTE = "vigente", "Vigente"
    DESPUBLICADO = "despublicado", "Despublicado"
    BLOQUEADO = "bloqueado", "Bloqueado"
    SUPRIMIDO = "suprimido", "Suprimido"

    @classmethod
    def bloqueados(cls):
        """En estos nadie escribe y solo lee quien el proceso dice."""
        return (cls.BLOQUEADO, cls.SUPRIMIDO)


# Va dentro de cada lectura de lo privado, y armarlo con el ORM costaba la mitad de la lectura.
_OCULTOS = f"""
    SELECT proceso.id FROM candidaturas_procesoelectoral AS proceso
    LEFT JOIN candidaturas_parametro AS parametro
        ON parametro.proceso_id = proceso.id AND parametro.clave = '{LEEN_LO_BLOQUEADO}'
    WHERE proceso.ciclo IN ('{CicloDeVida.BLOQUEADO}', '{CicloDeVida.SUPRIMIDO}')
        AND NOT coalesce(%s = ANY (regexp_split_to_array(parametro.valor, '\\s+')), %s)
"""  # noqa: S608


class ProcesoElectoralQuerySet(models.QuerySet):
    def _abiertos_alguna_vez(self):
        return self.exclude(estado=EstadoDeProceso.EN_PREPARACION).filter(
            publico_desde__lte=reloj.ahora()
        )

    def publicos(self):
        """Procesos que la ciudadanía puede ver: fuera de preparación, llegada su apertura y sin
        despublicar."""
        return self._abiertos_alguna_vez().filter(ciclo=CicloDeVida.VIGENTE)

    def terminados(self):
        """Los que fueron públicos y se despublicaron: de ellos se dice que terminaron."""
        return self._abiertos_alguna_vez().exclude(ciclo=CicloDeVida.VIGENTE)

    def ocultos_a(self, papel: str) -> RawSQL:
        """Los bloqueados que su parámetro no deja leer a ese papel (la clave de un rol)."""
        return RawSQL(_OCULTOS, [papel, papel in PARAMETROS[LEEN_LO_BLOQUEADO].omision])  # noqa: S611


class ProcesoElectoral(models.Model):
    class Tipo(models.TextChoices):
        ORDINARIO = "ordinario", "Ordinario"
        EXTRAORDINARIO = "extraordinario", "Extraordinario"

    clave = models.SlugField(
        unique=True, help_text="Identifica al proceso en direcciones y comandos."
    )
    nombre = models.CharField(max_length=120)
    anio = models.PositiveSmallIntegerField("año")
    tipo = models.CharField(max_length=20, choices=Tipo, default=Tipo.ORDINARIO)
    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="procesos")
    marco = models.ForeignKey(
        MarcoSeccional, models.PROTECT, related_name="procesos", null=True, blank=True
    )
    jornada_el = models.DateField("jornada electoral")
    estado = models.CharField(
        max_length=20, choices=EstadoDeProceso, default=EstadoDeProceso.EN_PREPARACION
    )
    vigente = models.BooleanField("es el proceso vigente", default=False)
    publico_desde = models.DateTimeField(
        "público desde",
        null=True,
        blank=True,
        help_text="Fecha de inicio de la publicación. Antes de ella nada del proceso es público.",
    )
    publico_desde_cita = models.CharField("acuerdo o norma que la fija", max_length=300, blank=True)
    fuente = models.TextField(
        "fuente del archivo",
        blank=True,
        help_text="Solo para procesos pasados cargados de una lista oficial: de dónde se tomó.",
    )
    ciclo = models.CharField(
        "ciclo de vida", max_length=12, choices=CicloDeVida, default=CicloDeVida.VIGENTE
    )
    ciclo_desde = models.DateTimeField("en ese ciclo desde", null=True, blank=True)
    acta_folio = models.CharField("folio del acta de supresión", max_length=40, blank=True)
    acta_huella = models.CharField("SHA-256 del acta de supresión", max_length=64, blank=True)
    solo_nombres = models.BooleanField(
        "lista de nombres",
        default=False,
        help_text="El archivo solo tiene nombres: no entra en cifras de completitud.",
    )

    objects = ProcesoElectoralQuerySet.as_manager()

    class Meta:
        verbose_name = "proceso electoral"
        verbose_name_plural = "procesos electorales"
        ordering = ["-jornada_el"]
        constraints = [
            models.UniqueConstraint(
                fields=["vigente"],
                condition=Q(vigente=True),
                name="proceso_un_solo_vigente",
            ),
            models.CheckConstraint(
                condition=Q(estado=EstadoDeProceso.EN_PREPARACION) | Q(publico_desde__isnull=False),
                name="proceso_abierto_con_fecha_de_publicacion",
                violation_error_message="Para abrir el proceso fije desde cuándo es público.",
            ),
            models.CheckConstraint(
                condition=Q(ciclo=CicloDeVida.VIGENTE)
                | Q(ciclo_desde__isnull=False, vigente=False)
                & Q(estado__in=[EstadoDeProceso.CERRADO, EstadoDeProceso.ARCHIVADO]),
                name="proceso_despublicado_tras_cerrar",
            ),
            models.CheckConstraint(
                condition=~Q(ciclo=CicloDeVida.SUPRIMIDO) | ~Q(acta_folio="") & ~Q(acta_huella=""),
                name="proceso_suprimido_con_acta",
            ),
        ]

    def __str__(self):
        return self.nombre

    def es_publico(self, momento: datetime) -> bool:
        """Lo mismo que pregunta `publicos()`, de un proceso ya leído."""
        return (
            self.ciclo == CicloDeVida.VIGENTE
            and self.estado != EstadoDeProceso.EN_PREPARACION
            and self.publico_desde is not None
            and self.publico_desde <= momento
        )

    @property
    def es_archivo(self) -> bool:
        return bool(self.fuente)

    def parametro(self, clave: str):
        """Valor vigente de un parámetro del proceso, o su valor por omisión.

        Las claves, tipos y valores por omisión están en `candidaturas.parametros`.
        Lanza `KeyError` si la clave no existe.
        """
        definicion = PARAMETROS[clave]
        if not hasattr(self, "_parametros"):
            self._parametros = {p.clave: p.valor for p in self.parametros.all()}
        valor = self._parametros.get(clave)
        return definicion.omision if valor is None else definicion.leer(valor)

    def con_los_parametros_de(self, otro: "ProcesoElectoral") -> None:
        """Los que `otro`, el mismo proceso leído antes en esta petición, ya trajo de la base."""
        if otro.pk == self.pk and hasattr(otro, "_parametros"):
            self._parametros = otro._parametros


class Parametro(models.Model):
    """Un plazo, límite o regla que la norma o el instituto fijan para un proceso, con su cita."""

    proceso = models.ForeignKey(ProcesoElectoral, models.CASCADE, related_name="parametros")
    clave = models.SlugField(choices=[(c, d.nombre) for c, d in PARAMETROS.items()])
    valor = models.CharField(max_length=200)
    cita = models.CharField(
        "cita",
        max_length=300,
        blank=True,
        help_text="Acuerdo, artículo o decisión que lo fija. Vacía: sin confirmar.",
    )

    class Meta:
        verbose_name = "parámetro"
        ordering = ["proceso", "clave"]
        constraints = [
            models.UniqueConstraint(fields=["proceso", "clave"], name="parametro_unico_por_proceso")
        ]

    def __str__(self):
        return f"{self.get_clave_display()}: {self.valor}"

    def clean(self):
        try:
            PARAMETROS[self.clave].leer(self.valor)
        except (KeyError, ValueError) as error:
            raise ValidationError({"valor": f"Valor no válido: {error}."}) from error


class Ambito(models.TextChoices):
    ENTIDAD = "entidad", "Estado"
    DISTRITO = "distrito", "Distrito"
    MUNICIPIO = "municipio", "Municipio"


class Principio(models.TextChoices):
    MR = "mr", "Mayoría relativa"
    RP = "rp", "Representación proporcional"


class Cargo(models.Model):
    """Lo que se elige en un proceso. Pertenece a él: otra elección trae otros cargos."""

    proceso = models.ForeignKey(ProcesoElectoral, models.CASCADE, related_name="cargos")
    clave = models.SlugField()
    nombre = models.CharField(max_length=80)
    ambito = models.CharField("ámbito", max_length=10, choices=Ambito)
    principio = models.CharField(max_length=2, choices=Principio)
    con_suplente = models.BooleanField("se postula con suplente", default=True)
    orden = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "cargo"
        ordering = ["proceso", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["proceso", "clave"], name="cargo_unico_por_proceso")
        ]

    def __str__(self):
        return self.nombre


class Eleccion(models.Model):
    """Un cargo en un territorio: lo que aparece en una boleta («Diputación MR, distrito 05»)."""

    cargo = models.ForeignKey(Cargo, models.CASCADE, related_name="elecciones")
    distrito = models.ForeignKey(Distrito, models.PROTECT, null=True, blank=True, related_name="+")
    municipio = models.ForeignKey(
        Municipio, models.PROTECT, null=True, blank=True, related_name="+"
    )
    nombre_territorio = models.CharField(
        "territorio",
        max_length=120,
        help_text="Como se muestra: «Distrito 05, Monclova», «Coahuila», «Parras».",
    )
    orden = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "elección"
        verbose_name_plural = "elecciones"
        ordering = ["cargo", "orden"]
        constraints = [
            models.CheckConstraint(
                condition=Q(distrito=None) | Q(municipio=None),
                name="eleccion_en_un_solo_territorio",
            ),
            models.UniqueConstraint(
                fields=["cargo", "distrito", "municipio", "nombre_territorio"],
                name="eleccion_unica_por_territorio",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.cargo}, {self.nombre_territorio}"
