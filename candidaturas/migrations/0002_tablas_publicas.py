"""Las tablas públicas: procesos, territorio, registro y lo publicado."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models

import candidaturas.models.perfil
import candidaturas.models.transparencia
from conoceles.comun.migraciones import CrearTablas


class Migration(migrations.Migration):
    # Las que hubo mientras se hacía el sistema: una base que ya las tiene no corre esta.
    replaces = [
        ("candidaturas", "0002_modelo_publico"),
        ("candidaturas", "0003_seccion_retirada_sin_municipio"),
        ("candidaturas", "0004_indices_de_busqueda"),
        ("candidaturas", "0005_cambios_y_medidas_de_foto"),
        ("candidaturas", "0006_cortes_de_datos"),
        ("candidaturas", "0007_textos_y_visitas"),
        ("candidaturas", "0008_codigos_postales"),
        ("candidaturas", "0009_disponibilidad"),
        ("candidaturas", "0010_secciones_pausadas"),
        ("candidaturas", "0011_horas_para_deshacer"),
        ("candidaturas", "0012_informes_publicos"),
        ("candidaturas", "0013_declaraciones"),
        ("candidaturas", "0016_foto_declarada"),
        ("candidaturas", "0017_identidad"),
        ("candidaturas", "0018_distintivos"),
        ("candidaturas", "0019_compromiso_de_sorteo"),
        ("candidaturas", "0020_estadistica_publica"),
        ("candidaturas", "0021_calendario_del_informe"),
    ]

    initial = True

    dependencies = [
        ("candidaturas", "0001_funciones_de_la_base"),
    ]

    operations = [
        CrearTablas(
            [
                migrations.CreateModel(
                    name="CompromisoDeSorteo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(
                                max_length=64, verbose_name="SHA-256 de la primera clave"
                            ),
                        ),
                        (
                            "desde",
                            models.DateField(unique=True, verbose_name="primer día que se sortea"),
                        ),
                        ("dias", models.PositiveSmallIntegerField(verbose_name="días que alcanza")),
                        ("publicado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "compromiso de sorteo",
                        "verbose_name_plural": "compromisos de sorteo",
                        "ordering": ["-desde"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1e660260d8b02db7c468a209c613bebdc79d71bd",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_a5af4",
                                    table="candidaturas_compromisodesorteo",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entidad",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "numero",
                            models.PositiveSmallIntegerField(unique=True, verbose_name="número"),
                        ),
                        ("nombre", models.CharField(max_length=60)),
                    ],
                    options={
                        "verbose_name": "entidad",
                        "verbose_name_plural": "entidades",
                        "ordering": ["numero"],
                    },
                ),
                migrations.CreateModel(
                    name="Demarcacion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("clave", models.SlugField(unique=True)),
                        ("nombre", models.CharField(max_length=120)),
                        (
                            "entidad",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="demarcaciones",
                                to="candidaturas.entidad",
                            ),
                        ),
                        ("fuente", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "demarcación",
                        "verbose_name_plural": "demarcaciones",
                        "ordering": ["clave"],
                    },
                ),
                migrations.CreateModel(
                    name="Distrito",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "demarcacion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="distritos",
                                to="candidaturas.demarcacion",
                            ),
                        ),
                        ("numero", models.PositiveSmallIntegerField(verbose_name="número")),
                        ("cabecera", models.CharField(blank=True, max_length=80)),
                    ],
                    options={
                        "verbose_name": "distrito local",
                        "verbose_name_plural": "distritos locales",
                        "ordering": ["demarcacion", "numero"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("demarcacion", "numero"),
                                name="distrito_unico_por_demarcacion",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodigoPostal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "entidad",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="codigos_postales",
                                to="candidaturas.entidad",
                            ),
                        ),
                        (
                            "codigo",
                            models.CharField(max_length=5, unique=True, verbose_name="código"),
                        ),
                        (
                            "distrito",
                            models.ForeignKey(
                                blank=True,
                                help_text="Solo si todo el código postal cae en uno.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="codigos_postales",
                                to="candidaturas.distrito",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "código postal",
                        "verbose_name_plural": "códigos postales",
                        "ordering": ["codigo"],
                    },
                ),
                migrations.CreateModel(
                    name="Explicacion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "clave",
                            models.SlugField(help_text="Su dirección; no cambia.", unique=True),
                        ),
                        ("titulo", models.CharField(max_length=120, verbose_name="título")),
                        ("resumen", models.CharField(blank=True, max_length=200)),
                        (
                            "texto",
                            models.TextField(
                                help_text="Markdown sencillo: títulos, listas, negritas y enlaces."
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                        ("actualizado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "explicación",
                        "verbose_name_plural": "explicaciones",
                        "ordering": ["orden", "clave"],
                    },
                ),
                migrations.CreateModel(
                    name="Interrupcion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("desde", models.DateTimeField()),
                        ("hasta", models.DateTimeField()),
                        (
                            "motivo",
                            models.CharField(
                                choices=[
                                    ("sin_respuesta", "El sitio no respondió"),
                                    ("sin_medicion", "No hubo quien midiera"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "interrupción",
                        "verbose_name_plural": "interrupciones",
                        "ordering": ["-desde"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("hasta__gt", models.F("desde"))),
                                name="interrupcion_termina_despues_de_empezar",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LoteDeVisitas",
                    fields=[
                        ("clave", models.UUIDField(primary_key=True, serialize=False)),
                        ("sumado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "lote de visitas",
                        "verbose_name_plural": "lotes de visitas",
                        "ordering": ["sumado_en"],
                    },
                ),
                migrations.CreateModel(
                    name="MarcoSeccional",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("clave", models.SlugField(unique=True)),
                        ("nombre", models.CharField(max_length=120)),
                        (
                            "demarcacion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="marcos",
                                to="candidaturas.demarcacion",
                            ),
                        ),
                        ("fuente", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "marco seccional",
                        "verbose_name_plural": "marcos seccionales",
                        "ordering": ["clave"],
                    },
                ),
                migrations.CreateModel(
                    name="Medicion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("medido_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "medición",
                        "verbose_name_plural": "mediciones",
                    },
                ),
                migrations.CreateModel(
                    name="Municipio",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "entidad",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="municipios",
                                to="candidaturas.entidad",
                            ),
                        ),
                        ("numero", models.PositiveSmallIntegerField(verbose_name="número")),
                        ("nombre", models.CharField(max_length=80)),
                        ("cabecera", models.CharField(blank=True, max_length=80)),
                    ],
                    options={
                        "verbose_name": "municipio",
                        "ordering": ["entidad", "numero"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("entidad", "numero"), name="municipio_unico_por_entidad"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Localidad",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("clave", models.CharField(max_length=9, unique=True)),
                        (
                            "municipio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="localidades",
                                to="candidaturas.municipio",
                            ),
                        ),
                        ("nombre", models.CharField(max_length=120)),
                        (
                            "poblacion",
                            models.PositiveIntegerField(null=True, verbose_name="población 2020"),
                        ),
                        (
                            "seccion",
                            models.PositiveIntegerField(
                                null=True, verbose_name="número de sección"
                            ),
                        ),
                        (
                            "distrito",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="localidades",
                                to="candidaturas.distrito",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "localidad",
                        "verbose_name_plural": "localidades",
                        "ordering": ["clave"],
                    },
                ),
                migrations.CreateModel(
                    name="Partido",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("sigla", models.CharField(max_length=40, unique=True)),
                        ("nombre", models.CharField(max_length=160)),
                        (
                            "alcance",
                            models.CharField(
                                choices=[("nacional", "Nacional"), ("local", "Local")],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "partido político",
                        "verbose_name_plural": "partidos políticos",
                        "ordering": ["sigla"],
                    },
                ),
                migrations.CreateModel(
                    name="ProcesoElectoral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "clave",
                            models.SlugField(
                                help_text="Identifica al proceso en direcciones y comandos.",
                                unique=True,
                            ),
                        ),
                        ("nombre", models.CharField(max_length=120)),
                        ("anio", models.PositiveSmallIntegerField(verbose_name="año")),
                        (
                            "tipo",
                            models.CharField(
                                choices=[
                                    ("ordinario", "Ordinario"),
                                    ("extraordinario", "Extraordinario"),
                                ],
                                default="ordinario",
                                max_length=20,
                            ),
                        ),
                        (
                            "entidad",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procesos",
                                to="candidaturas.entidad",
                            ),
                        ),
                        (
                            "marco",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procesos",
                                to="candidaturas.marcoseccional",
                            ),
                        ),
                        ("jornada_el", models.DateField(verbose_name="jornada electoral")),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("en_preparacion", "En preparación"),
                                    ("abierto", "Abierto"),
                                    ("cerrado", "Cerrado"),
                                    ("archivado", "Archivado"),
                                ],
                                default="en_preparacion",
                                max_length=20,
                            ),
                        ),
                        (
                            "vigente",
                            models.BooleanField(
                                default=False, verbose_name="es el proceso vigente"
                            ),
                        ),
                        (
                            "publico_desde",
                            models.DateTimeField(
                                blank=True,
                                help_text="Fecha de inicio de la publicación. Antes de ella nada del proceso es público.",
                                null=True,
                                verbose_name="público desde",
                            ),
                        ),
                        (
                            "publico_desde_cita",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="acuerdo o norma que la fija",
                            ),
                        ),
                        (
                            "fuente",
                            models.TextField(
                                blank=True,
                                help_text="Solo para procesos pasados cargados de una lista oficial: de dónde se tomó.",
                                verbose_name="fuente del archivo",
                            ),
                        ),
                        (
                            "solo_nombres",
                            models.BooleanField(
                                default=False,
                                help_text="El archivo solo tiene nombres: no entra en cifras de completitud.",
                                verbose_name="lista de nombres",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "proceso electoral",
                        "verbose_name_plural": "procesos electorales",
                        "ordering": ["-jornada_el"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("vigente", True)),
                                fields=("vigente",),
                                name="proceso_un_solo_vigente",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("estado", "en_preparacion"),
                                    ("publico_desde__isnull", False),
                                    _connector="OR",
                                ),
                                name="proceso_abierto_con_fecha_de_publicacion",
                                violation_error_message="Para abrir el proceso fije desde cuándo es público.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActorPolitico",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actores",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "tipo",
                            models.CharField(
                                choices=[
                                    ("partido", "Partido político"),
                                    ("coalicion", "Coalición"),
                                    ("candidatura_comun", "Candidatura común"),
                                    ("independiente", "Candidatura independiente"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("nombre", models.CharField(max_length=200)),
                        ("siglas", models.CharField(blank=True, max_length=60)),
                        (
                            "partido_captura",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.partido",
                                verbose_name="partido que captura según el convenio",
                            ),
                        ),
                        (
                            "convenio",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="convenio o acuerdo de registro",
                            ),
                        ),
                        (
                            "orden",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="orden en la boleta"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "actor político",
                        "verbose_name_plural": "actores políticos",
                        "ordering": ["proceso", "orden", "nombre"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "nombre"), name="actor_unico_por_proceso"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tipo__in", ["coalicion", "candidatura_comun"]),
                                    ("partido_captura", None),
                                    _connector="OR",
                                ),
                                name="actor_solo_la_coalicion_nombra_quien_captura",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cargo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cargos",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("clave", models.SlugField()),
                        ("nombre", models.CharField(max_length=80)),
                        (
                            "ambito",
                            models.CharField(
                                choices=[
                                    ("entidad", "Estado"),
                                    ("distrito", "Distrito"),
                                    ("municipio", "Municipio"),
                                ],
                                max_length=10,
                                verbose_name="ámbito",
                            ),
                        ),
                        (
                            "principio",
                            models.CharField(
                                choices=[
                                    ("mr", "Mayoría relativa"),
                                    ("rp", "Representación proporcional"),
                                ],
                                max_length=2,
                            ),
                        ),
                        (
                            "con_suplente",
                            models.BooleanField(
                                default=True, verbose_name="se postula con suplente"
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "cargo",
                        "ordering": ["proceso", "orden"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "clave"), name="cargo_unico_por_proceso"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorteDeDatos",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cortes",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("corte_en", models.DateTimeField()),
                        ("comprobado_en", models.DateTimeField(verbose_name="igual hasta")),
                        ("filas", models.PositiveIntegerField()),
                        (
                            "con_perfiles",
                            models.BooleanField(
                                verbose_name="incluye lo publicado en los perfiles"
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[("vigente", "Disponible"), ("retirado", "Retirado")],
                                default="vigente",
                                max_length=10,
                            ),
                        ),
                        ("retirado_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "motivo",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="por qué se retiró"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "corte de datos",
                        "verbose_name_plural": "cortes de datos",
                        "ordering": ["proceso", "-corte_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "corte_en"), name="corte_unico"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("estado", "vigente"), ("motivo", ""), ("retirado_en", None)
                                    ),
                                    models.Q(
                                        ("estado", "retirado"),
                                        ("retirado_en__isnull", False),
                                        models.Q(("motivo", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="corte_retirado_con_fecha_y_motivo",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArchivoDeDatos",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "corte",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="archivos",
                                to="candidaturas.cortededatos",
                            ),
                        ),
                        (
                            "clase",
                            models.CharField(
                                help_text="Cuál de los archivos del corte es.", max_length=30
                            ),
                        ),
                        (
                            "nombre",
                            models.CharField(
                                max_length=120, unique=True, verbose_name="nombre del archivo"
                            ),
                        ),
                        ("bytes", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "archivo de datos",
                        "verbose_name_plural": "archivos de datos",
                        "ordering": ["corte", "orden"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("corte", "clase"), name="archivo_uno_por_clase"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Eleccion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "cargo",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="elecciones",
                                to="candidaturas.cargo",
                            ),
                        ),
                        (
                            "distrito",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.distrito",
                            ),
                        ),
                        (
                            "municipio",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.municipio",
                            ),
                        ),
                        (
                            "nombre_territorio",
                            models.CharField(
                                help_text="Como se muestra: «Distrito 05, Monclova», «Coahuila», «Parras».",
                                max_length=120,
                                verbose_name="territorio",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "elección",
                        "verbose_name_plural": "elecciones",
                        "ordering": ["cargo", "orden"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("distrito", None), ("municipio", None), _connector="OR"
                                ),
                                name="eleccion_en_un_solo_territorio",
                            ),
                            models.UniqueConstraint(
                                fields=("cargo", "distrito", "municipio", "nombre_territorio"),
                                name="eleccion_unica_por_territorio",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EstadisticaPublica",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="estadisticas",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("corte_en", models.DateTimeField(verbose_name="corte")),
                        ("clase", models.CharField(max_length=20)),
                        ("umbral", models.PositiveSmallIntegerField()),
                        (
                            "tablas",
                            models.JSONField(
                                help_text="Lista de {clave, titulo, columnas, filas, nota}; la última fila es el total."
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 de las tablas"),
                        ),
                        ("publicada_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "estadística pública",
                        "verbose_name_plural": "estadísticas públicas",
                        "ordering": ["proceso", "-corte_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "corte_en"), name="estadistica_publica_unica"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="2d77f6ec317e9fc3ddd57a9d599a63d88ae23c91",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_ade5e",
                                    table="candidaturas_estadisticapublica",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Formula",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "eleccion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="formulas",
                                to="candidaturas.eleccion",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="formulas",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "numero",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="El del registro. En representación proporcional es la prelación.",
                                null=True,
                                verbose_name="número de fórmula o de lista",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fórmula",
                        "ordering": ["eleccion", "actor", "numero"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("eleccion", "actor", "numero"),
                                name="formula_unica_por_eleccion_y_actor",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Candidatura",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "formula",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidaturas",
                                to="candidaturas.formula",
                                verbose_name="fórmula",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidaturas",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "tipo",
                            models.CharField(
                                choices=[
                                    ("propietaria", "Propietaria/o"),
                                    ("suplente", "Suplente"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "folio",
                            models.CharField(
                                blank=True, help_text="El del registro oficial.", max_length=40
                            ),
                        ),
                        (
                            "nombre",
                            models.CharField(max_length=160, verbose_name="nombre completo"),
                        ),
                        (
                            "nombres",
                            models.CharField(blank=True, max_length=80, verbose_name="nombre(s)"),
                        ),
                        ("primer_apellido", models.CharField(blank=True, max_length=60)),
                        ("segundo_apellido", models.CharField(blank=True, max_length=60)),
                        ("sobrenombre", models.CharField(blank=True, max_length=80)),
                        (
                            "sexo",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mujer", "Mujer"),
                                    ("hombre", "Hombre"),
                                    ("no_binario", "No binario"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "edad",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="edad el día de la jornada"
                            ),
                        ),
                        (
                            "reeleccion",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="elección consecutiva"
                            ),
                        ),
                        (
                            "estado_registro",
                            models.CharField(
                                choices=[
                                    ("registrada", "Registrada"),
                                    ("sustituida", "Sustituida"),
                                    ("renuncia", "Renunció"),
                                    ("cancelada", "Cancelada"),
                                ],
                                default="registrada",
                                max_length=12,
                            ),
                        ),
                        (
                            "por_aclarar",
                            models.CharField(
                                blank=True,
                                help_text="Duda del registro de origen que una persona debe resolver.",
                                max_length=200,
                            ),
                        ),
                        ("registrada_el", models.DateField(blank=True, null=True)),
                        (
                            "baja_el",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="fecha en que dejó de estar en la boleta",
                            ),
                        ),
                        (
                            "sustituye_a",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sustituida_por",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "clave_orden",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("primer_apellido"),
                                    models.F("segundo_apellido"),
                                    models.F("nombres"),
                                    models.F("nombre"),
                                    function="conoceles_clave_de_nombre",
                                ),
                                output_field=models.TextField(db_collation="C"),
                            ),
                        ),
                        (
                            "nombre_llano",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("nombre"),
                                    models.F("sobrenombre"),
                                    function="conoceles_llano_de_dos",
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "orden_boleta",
                            models.CharField(
                                blank=True,
                                db_collation="C",
                                default="",
                                editable=False,
                                help_text="Su lugar en la boleta: lo escribe la base (migración 0003).",
                                max_length=60,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "candidatura",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                fields=["proceso", "estado_registro"],
                                name="candidatura_por_proceso",
                            ),
                            models.Index(
                                fields=["proceso", "clave_orden"], name="candidatura_por_nombre"
                            ),
                            models.Index(
                                fields=["proceso", "orden_boleta", "id"],
                                name="candidatura_en_boleta",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["nombre_llano"],
                                name="candidatura_por_palabra",
                                opclasses=["gin_trgm_ops"],
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("estado_registro", "registrada"), ("por_aclarar", "")
                                ),
                                fields=("formula", "tipo"),
                                name="candidatura_una_por_lugar",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("edad", None), ("edad__range", (18, 120)), _connector="OR"
                                ),
                                name="candidatura_edad_posible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("baja_el", None), ("estado_registro", "registrada")),
                                    models.Q(
                                        models.Q(("estado_registro", "registrada"), _negated=True),
                                        ("baja_el__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="candidatura_baja_con_fecha",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompromisoPublicado",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="compromisos",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        ("familia", models.CharField(max_length=160)),
                        (
                            "version",
                            models.CharField(max_length=40, verbose_name="versión del texto"),
                        ),
                        (
                            "compromisos",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None
                            ),
                        ),
                        ("firmado_en", models.DateTimeField()),
                        ("folio", models.CharField(max_length=40, unique=True)),
                    ],
                    options={
                        "verbose_name": "compromiso publicado",
                        "verbose_name_plural": "compromisos publicados",
                        "ordering": ["candidatura", "familia"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("candidatura", "familia", "version"),
                                name="compromiso_publicado_unico",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeclaracionPublicada",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="declaraciones",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "clase",
                            models.CharField(
                                choices=[
                                    ("patrimonial", "Declaración patrimonial"),
                                    ("intereses", "Declaración de intereses"),
                                    ("fiscal", "Declaración fiscal"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "archivo",
                            models.FileField(
                                max_length=120,
                                upload_to=candidaturas.models.perfil.ruta_de_declaracion,
                            ),
                        ),
                        ("paginas", models.PositiveSmallIntegerField(verbose_name="páginas")),
                        ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("publicada_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "declaración publicada",
                        "verbose_name_plural": "declaraciones publicadas",
                        "ordering": ["candidatura", "clase"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("candidatura", "clase"), name="declaracion_publicada_unica"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformePublico",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="informes_publicos",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("titulo", models.CharField(max_length=300, verbose_name="título")),
                        ("mes", models.DateField()),
                        (
                            "version",
                            models.PositiveSmallIntegerField(default=1, verbose_name="versión"),
                        ),
                        ("que_corrige", models.TextField(blank=True, verbose_name="qué corrige")),
                        ("aprobado_el", models.DateField(verbose_name="fecha de aprobación")),
                        (
                            "pdf",
                            models.FileField(
                                max_length=120,
                                upload_to=candidaturas.models.transparencia.ruta_de_informe,
                            ),
                        ),
                        (
                            "pdf_huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 del PDF"),
                        ),
                        (
                            "docx",
                            models.FileField(
                                max_length=120,
                                upload_to=candidaturas.models.transparencia.ruta_de_informe,
                            ),
                        ),
                        (
                            "docx_huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 del Word"),
                        ),
                        ("publicado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "informe público",
                        "verbose_name_plural": "informes públicos",
                        "ordering": ["proceso", "-mes", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "mes", "version"), name="informe_publico_unico"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Integrante",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="integrantes",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "partido",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participaciones",
                                to="candidaturas.partido",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "integrante",
                        "ordering": ["actor", "orden"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("actor", "partido"), name="integrante_unico_por_actor"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Parametro",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parametros",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "clave",
                            models.SlugField(
                                choices=[
                                    ("inicio_del_proceso", "Inicio del proceso"),
                                    ("registro_desde", "Registro de candidaturas, desde"),
                                    ("registro_hasta", "Registro de candidaturas, hasta"),
                                    ("aprobacion_desde", "Aprobación de registros, desde"),
                                    ("aprobacion_hasta", "Aprobación de registros, hasta"),
                                    ("campana_desde", "Campaña, desde"),
                                    ("campana_hasta", "Campaña, hasta"),
                                    ("dias_captura", "Plazo de captura"),
                                    ("dias_verificacion", "Plazo de verificación"),
                                    ("dias_requerimiento", "Plazo para atender observaciones"),
                                    ("captura_desde", "Captura, no antes del"),
                                    (
                                        "plazos_en_dias_habiles",
                                        "Los plazos cuentan solo días hábiles",
                                    ),
                                    ("fin_de_semana_inhabil", "Sábado y domingo son inhábiles"),
                                    (
                                        "informe_dia_de_corte",
                                        "Informe mensual: día del mes del corte",
                                    ),
                                    (
                                        "informe_dias_cuantitativo",
                                        "Informe mensual: del corte al cuantitativo",
                                    ),
                                    (
                                        "informe_dias_sesion",
                                        "Informe mensual: del corte a la sesión",
                                    ),
                                    (
                                        "informe_dias_envio",
                                        "Informe mensual: de la sesión al envío",
                                    ),
                                    ("informe_dias_acuse", "Informe mensual: del envío al acuse"),
                                    (
                                        "informe_dias_de_aviso",
                                        "Informe mensual: cuánto antes se recuerda un paso",
                                    ),
                                    (
                                        "caida_ventana_horas",
                                        "Horas antes del vencimiento en que una caída cuenta",
                                    ),
                                    (
                                        "caida_minima_minutos",
                                        "Caída total desde la que el plazo se alarga",
                                    ),
                                    (
                                        "horas_para_deshacer",
                                        "Tiempo para deshacer una sustitución o baja registrada por error",
                                    ),
                                    ("texto_minimo", "Mínimo de cada texto"),
                                    ("texto_maximo", "Máximo de historia, trayectoria y motivo"),
                                    ("propuesta_maximo", "Máximo de cada propuesta"),
                                    ("curso_maximo", "Máximo de cada curso"),
                                    ("contar_espacios", "Los espacios cuentan"),
                                    ("motivo_obligatorio", "El motivo es obligatorio"),
                                    (
                                        "propuesta_genero_obligatoria",
                                        "La propuesta de género o de grupo es obligatoria",
                                    ),
                                    ("foto_obligatoria", "La fotografía es obligatoria"),
                                    ("foto_maximo_kb", "Peso máximo de la fotografía"),
                                    ("foto_meses_maximo", "Antigüedad máxima de la fotografía"),
                                    ("foto_lado_minimo", "Lado menor mínimo de la fotografía"),
                                    (
                                        "declaracion_maximo_kb",
                                        "Peso máximo de cada declaración en PDF",
                                    ),
                                    (
                                        "declaracion_paginas",
                                        "Máximo de páginas de cada declaración",
                                    ),
                                    (
                                        "cargos_en_el_extranjero",
                                        "Cargos que se votan desde el extranjero",
                                    ),
                                    (
                                        "cargos_en_voto_anticipado",
                                        "Cargos que se votan por anticipado",
                                    ),
                                    (
                                        "cargos_en_prision_preventiva",
                                        "Cargos que se votan en prisión preventiva",
                                    ),
                                    (
                                        "valida_quien_captura",
                                        "Capturista y persona candidata también validan y envían",
                                    ),
                                    (
                                        "identidad_la_captura_el_actor",
                                        "El actor también captura el cuestionario de identidad",
                                    ),
                                    ("rondas_de_observacion", "Rondas de observaciones"),
                                    (
                                        "correcciones_permitidas",
                                        "Correcciones tras publicar, por candidatura",
                                    ),
                                    ("integrantes_leen", "Los demás partidos de la coalición leen"),
                                    (
                                        "umbral_de_identidad",
                                        "Umbral de la estadística de identidad",
                                    ),
                                    ("licencia_de_datos", "Licencia de los datos abiertos"),
                                    (
                                        "perfiles_tras_cierre",
                                        "Los perfiles siguen públicos tras el cierre",
                                    ),
                                ]
                            ),
                        ),
                        ("valor", models.CharField(max_length=200)),
                        (
                            "cita",
                            models.CharField(
                                blank=True,
                                help_text="Acuerdo, artículo o decisión que lo fija. Vacía: sin confirmar.",
                                max_length=300,
                                verbose_name="cita",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "parámetro",
                        "ordering": ["proceso", "clave"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "clave"), name="parametro_unico_por_proceso"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seccion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "marco",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="secciones",
                                to="candidaturas.marcoseccional",
                            ),
                        ),
                        ("numero", models.PositiveIntegerField(verbose_name="número")),
                        (
                            "municipio",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="secciones",
                                to="candidaturas.municipio",
                            ),
                        ),
                        (
                            "distrito",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="secciones",
                                to="candidaturas.distrito",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sección",
                        "verbose_name_plural": "secciones",
                        "ordering": ["marco", "numero"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("marco", "numero"), name="seccion_unica_por_marco"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeccionRetirada",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "entidad",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="secciones_retiradas",
                                to="candidaturas.entidad",
                            ),
                        ),
                        ("numero", models.PositiveIntegerField(verbose_name="número")),
                        (
                            "ultimo_marco",
                            models.CharField(max_length=40, verbose_name="último marco"),
                        ),
                        (
                            "municipio",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.municipio",
                            ),
                        ),
                        (
                            "distrito",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.distrito",
                            ),
                        ),
                        (
                            "distrito_univoco",
                            models.BooleanField(verbose_name="lleva a un solo distrito"),
                        ),
                        ("motivo", models.CharField(max_length=200)),
                        (
                            "sucesoras",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(), default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sección retirada",
                        "verbose_name_plural": "secciones retiradas",
                        "ordering": ["numero"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("entidad", "numero"),
                                name="seccion_retirada_unica_por_entidad",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visita",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("dia", models.DateField(verbose_name="día")),
                        ("pagina", models.CharField(max_length=60, verbose_name="clase de página")),
                        (
                            "codigo",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="código de campaña"
                            ),
                        ),
                        ("cuantas", models.PositiveBigIntegerField(verbose_name="cuántas")),
                    ],
                    options={
                        "verbose_name": "visitas de un día",
                        "verbose_name_plural": "visitas por día",
                        "ordering": ["-dia", "pagina", "codigo"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dia", "pagina", "codigo"),
                                name="visita_una_por_dia_pagina_y_codigo",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PerfilPublicado",
                    fields=[
                        (
                            "casas_campana",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=250),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="casas de campaña",
                            ),
                        ),
                        (
                            "telefonos",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="teléfonos públicos",
                            ),
                        ),
                        (
                            "correos",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.EmailField(max_length=254),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="correos electrónicos públicos",
                            ),
                        ),
                        (
                            "pagina_web",
                            models.URLField(blank=True, max_length=300, verbose_name="página web"),
                        ),
                        (
                            "redes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.URLField(max_length=300),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="redes sociales",
                            ),
                        ),
                        (
                            "escolaridad",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("sin_estudios", "Sin estudios"),
                                    ("educacion_basica", "Educación básica"),
                                    ("primaria", "Primaria"),
                                    ("secundaria", "Secundaria"),
                                    ("educacion_media_superior", "Educación media superior"),
                                    ("preparatoria", "Preparatoria"),
                                    ("tecnica", "Técnica"),
                                    ("licenciatura", "Licenciatura"),
                                    ("especialidad", "Especialidad"),
                                    ("maestria", "Maestría"),
                                    ("doctorado", "Doctorado"),
                                    ("postdoctorado", "Postdoctorado"),
                                ],
                                max_length=30,
                                verbose_name="grado máximo de estudios",
                            ),
                        ),
                        (
                            "estatus_escolaridad",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("cursando", "Cursando"),
                                    ("trunco", "Trunco"),
                                    ("concluido", "Concluido"),
                                    ("reconocimiento", "Reconocimiento"),
                                    ("constancia", "Constancia"),
                                    ("certificado", "Certificado"),
                                    ("carta_pasante", "Carta pasante"),
                                    ("titulo", "Título"),
                                    ("cedula", "Cédula profesional"),
                                ],
                                max_length=20,
                                verbose_name="estatus del grado",
                            ),
                        ),
                        (
                            "cursos",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="otra formación académica",
                            ),
                        ),
                        (
                            "historia_profesional",
                            models.TextField(
                                blank=True, verbose_name="historia profesional y/o laboral"
                            ),
                        ),
                        (
                            "trayectoria_politica",
                            models.TextField(
                                blank=True,
                                verbose_name="trayectoria política y/o participación social en organizaciones ciudadanas o de la sociedad civil",
                            ),
                        ),
                        (
                            "motivo_cargo_publico",
                            models.TextField(
                                blank=True, verbose_name="¿por qué quiere ocupar un cargo público?"
                            ),
                        ),
                        ("propuesta_1", models.TextField(blank=True, verbose_name="propuesta 1")),
                        ("propuesta_2", models.TextField(blank=True, verbose_name="propuesta 2")),
                        (
                            "propuesta_genero",
                            models.TextField(
                                blank=True,
                                verbose_name="propuesta en materia de género o, en su caso, del grupo en situación de discriminación que representa",
                            ),
                        ),
                        (
                            "candidatura",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="perfil",
                                serialize=False,
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "foto",
                            models.ImageField(
                                blank=True,
                                upload_to=candidaturas.models.perfil.ruta_de_foto,
                                verbose_name="fotografía",
                            ),
                        ),
                        (
                            "foto_anchos",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="anchos de la fotografía",
                            ),
                        ),
                        ("publicado_en", models.DateTimeField()),
                        ("actualizado_en", models.DateTimeField()),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 de lo revisado"),
                        ),
                        (
                            "secciones_pausadas",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Sección → desde cuándo (ISO 8601). Su contenido no está en esta tabla.",
                                verbose_name="secciones en pausa",
                            ),
                        ),
                        (
                            "palabras",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("historia_profesional"),
                                    models.F("trayectoria_politica"),
                                    models.F("motivo_cargo_publico"),
                                    models.F("propuesta_1"),
                                    models.F("propuesta_2"),
                                    models.F("propuesta_genero"),
                                    function="conoceles_palabras_de_seis",
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "perfil publicado",
                        "verbose_name_plural": "perfiles publicados",
                        "ordering": ["candidatura"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["palabras"], name="perfil_por_palabra"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Distintivo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "perfil",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="distintivos",
                                to="candidaturas.perfilpublicado",
                            ),
                        ),
                        ("clave", models.SlugField(max_length=40)),
                        ("texto", models.CharField(max_length=80)),
                    ],
                    options={
                        "verbose_name": "distintivo",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("perfil", "clave"), name="distintivo_unico"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CambioDePerfil",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cambios",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "campo",
                            models.CharField(
                                choices=[
                                    ("casas_campana", "casas de campaña"),
                                    ("telefonos", "teléfonos públicos"),
                                    ("correos", "correos electrónicos públicos"),
                                    ("pagina_web", "página web"),
                                    ("redes", "redes sociales"),
                                    ("escolaridad", "grado máximo de estudios"),
                                    ("estatus_escolaridad", "estatus del grado"),
                                    ("cursos", "otra formación académica"),
                                    ("historia_profesional", "historia profesional y/o laboral"),
                                    (
                                        "trayectoria_politica",
                                        "trayectoria política y/o participación social en organizaciones ciudadanas o de la sociedad civil",
                                    ),
                                    (
                                        "motivo_cargo_publico",
                                        "¿por qué quiere ocupar un cargo público?",
                                    ),
                                    ("propuesta_1", "propuesta 1"),
                                    ("propuesta_2", "propuesta 2"),
                                    (
                                        "propuesta_genero",
                                        "propuesta en materia de género o, en su caso, del grupo en situación de discriminación que representa",
                                    ),
                                    ("foto", "fotografía"),
                                    ("declaracion_patrimonial", "declaración patrimonial"),
                                    ("declaracion_intereses", "declaración de intereses"),
                                    ("declaracion_fiscal", "declaración fiscal"),
                                    ("perfil", "el perfil completo"),
                                    ("seccion_fotografia", "la sección «Fotografía»"),
                                    ("seccion_contacto", "la sección «Medios de contacto»"),
                                    ("seccion_curricular", "la sección «Información curricular»"),
                                    ("seccion_identidad", "la sección «Identidad»"),
                                    ("seccion_compromisos", "la sección «Compromisos»"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("momento", models.DateTimeField()),
                        (
                            "clase",
                            models.CharField(
                                choices=[
                                    ("publicado", "Se publicó"),
                                    ("cambio", "Cambió"),
                                    ("retirado", "Se retiró"),
                                    ("pausado", "Se pausó"),
                                    ("reanudado", "Se reanudó"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cambio de un perfil",
                        "verbose_name_plural": "cambios de perfiles",
                        "ordering": ["candidatura", "momento", "pk"],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="CodigoPostal",
            name="municipios",
            field=models.ManyToManyField(
                related_name="codigos_postales", to="candidaturas.municipio"
            ),
        ),
        migrations.AddField(
            model_name="ActorPolitico",
            name="partidos",
            field=models.ManyToManyField(
                related_name="actores", through="candidaturas.Integrante", to="candidaturas.partido"
            ),
        ),
    ]
