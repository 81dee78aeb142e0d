"""Las tablas privadas: cuentas, cuestionarios, consentimientos, bitácora y su historia."""

import uuid

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import captura.models.consentimientos
import captura.models.constancias
import captura.models.cuestionario
import captura.models.declaraciones
import conoceles.comun.reloj
from conoceles.comun.migraciones import CrearTablas


class Migration(migrations.Migration):
    # Las que hubo mientras se hacía el sistema: una base que ya las tiene no corre esta.
    replaces = [
        ("captura", "0001_modelo_privado"),
        ("captura", "0002_clase_estado_de_proceso"),
        ("captura", "0003_reportes_y_textos"),
        ("captura", "0004_constancias"),
        ("captura", "0005_plazos"),
        ("captura", "0006_trabajos"),
        ("captura", "0007_correos"),
        ("captura", "0008_escritura"),
        ("captura", "0009_historia_del_registro"),
        ("captura", "0010_historia_inicial"),
        ("captura", "0011_textos_y_anulacion_de_firmas"),
        ("captura", "0012_cuentas_e_invitaciones"),
        ("captura", "0013_secciones_y_correcciones"),
        ("captura", "0014_movimientos"),
        ("captura", "0015_clases_de_informes"),
        ("captura", "0016_consentimientos"),
        ("captura", "0017_declaraciones"),
        ("captura", "0018_foto_declarada"),
        ("captura", "0019_identidad"),
        ("captura", "0020_cadena_de_actos"),
        ("captura", "0021_encadenar_actos"),
        ("captura", "0022_contenido_aparte"),
        ("captura", "0023_clase_de_preparacion"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("candidaturas", "0002_tablas_publicas"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        CrearTablas(
            [
                migrations.CreateModel(
                    name="AnclaDeBitacora",
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
                            models.BigIntegerField(unique=True, verbose_name="actos en la cadena"),
                        ),
                        (
                            "firmada",
                            models.CharField(help_text="«lugar:huella:firma».", max_length=200),
                        ),
                        ("hecha_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "ancla de la bitácora",
                        "verbose_name_plural": "anclas de la bitácora",
                        "ordering": ["numero"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="ancla_solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="900c55791ed1b90847251b2e165da60ba954c7c4",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_ancla_solo_se_anade_1fad6",
                                    table="captura_ancladebitacora",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConstanciaSellada",
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
                        ("folio", models.CharField(max_length=40, unique=True)),
                        (
                            "archivo",
                            models.FileField(
                                max_length=120,
                                storage=captura.models.cuestionario.almacen_privado,
                                upload_to=captura.models.constancias.ruta_de_constancia,
                            ),
                        ),
                        ("huella", models.CharField(max_length=64, verbose_name="SHA-256 del PDF")),
                        ("sellada_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "constancia sellada",
                        "verbose_name_plural": "constancias selladas",
                        "ordering": ["sellada_en"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="54043092277323514e6acb495fc93accdbd6ef12",
                                    operation="UPDATE",
                                    pgid="pgtrigger_solo_se_anade_7461a",
                                    table="captura_constanciasellada",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CuestionarioDeIdentidad",
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
                                related_name="cuestionarios_de_identidad",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("nombre", models.CharField(max_length=60, verbose_name="versión")),
                        (
                            "contenido",
                            models.JSONField(
                                help_text="Como captura/datos/identidad.json.",
                                verbose_name="preguntas",
                            ),
                        ),
                        ("vigente_desde", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "cuestionario de identidad",
                        "verbose_name_plural": "cuestionarios de identidad",
                        "ordering": ["proceso", "-vigente_desde", "-pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="no_cambia",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="819896a64156092a521f49ee8e7c71e4d2d0aa7d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_no_cambia_7b6da",
                                    table="captura_cuestionariodeidentidad",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DatoDeRegistro",
                    fields=[
                        (
                            "candidatura",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="dato_de_registro",
                                serialize=False,
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "nace_el",
                            models.DateField(
                                blank=True, null=True, verbose_name="fecha de nacimiento"
                            ),
                        ),
                        (
                            "correo_aclaraciones",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="correo para aclaraciones"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dato de registro",
                        "verbose_name_plural": "datos de registro",
                    },
                ),
                migrations.CreateModel(
                    name="DiaInhabil",
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
                        ("dia", models.DateField(unique=True, verbose_name="día")),
                        (
                            "motivo",
                            models.CharField(
                                help_text="Acuerdo o motivo que lo hace inhábil.", max_length=160
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "día inhábil",
                        "verbose_name_plural": "días inhábiles",
                        "ordering": ["dia"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_diainhabilevent" ("dia", "id", "motivo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."dia", NEW."id", NEW."motivo", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="07d5e28b471bc3a100d00ae3db905c3b6121a011",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e5c42",
                                    table="captura_diainhabil",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_diainhabilevent" ("dia", "id", "motivo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."dia", NEW."id", NEW."motivo", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="8b56908b322c4b29d75ebfbb53ba6e80a7979416",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_333e3",
                                    table="captura_diainhabil",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DiaInhabilEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.diainhabil",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("dia", models.DateField(verbose_name="día")),
                        (
                            "motivo",
                            models.CharField(
                                help_text="Acuerdo o motivo que lo hace inhábil.", max_length=160
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="7934c522ed8a4de2f0ffc5c39d7649212732f13b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_01971",
                                    table="captura_diainhabilevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnlaceComprobado",
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
                            "direccion",
                            models.CharField(max_length=300, unique=True, verbose_name="dirección"),
                        ),
                        ("comprobado_en", models.DateTimeField()),
                        ("responde", models.BooleanField()),
                        ("detalle", models.CharField(blank=True, max_length=160)),
                    ],
                    options={
                        "verbose_name": "enlace comprobado",
                        "verbose_name_plural": "enlaces comprobados",
                        "ordering": ["direccion"],
                    },
                ),
                migrations.CreateModel(
                    name="FamiliaDeCompromisos",
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
                                related_name="familias_de_compromisos",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("clave", models.SlugField()),
                        ("nombre", models.CharField(max_length=160)),
                        (
                            "nombre_en_informe",
                            models.CharField(
                                help_text="Como sigue a «habilitar el sistema para signar …».",
                                max_length=200,
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "familia de compromisos",
                        "verbose_name_plural": "familias de compromisos",
                        "ordering": ["proceso", "orden", "clave"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "clave"),
                                name="familia_de_compromisos_unica_por_proceso",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlantillaDeCorreo",
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
                        ("asunto", models.CharField(max_length=150)),
                        ("cuerpo", models.TextField()),
                        ("actualizado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "plantilla de correo",
                        "verbose_name_plural": "plantillas de correo",
                        "ordering": ["clave"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_versiondeplantilla" ("actualizado_en", "asunto", "clave", "cuerpo", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actualizado_en", NEW."asunto", NEW."clave", NEW."cuerpo", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="efff323b1852038cf688029964e1c6d36189c9c6",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ea41d",
                                    table="captura_plantilladecorreo",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_versiondeplantilla" ("actualizado_en", "asunto", "clave", "cuerpo", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actualizado_en", NEW."asunto", NEW."clave", NEW."cuerpo", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="d29390c31b010c29a714904c6fc87f8ac2087bb7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_2c268",
                                    table="captura_plantilladecorreo",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReporteDeError",
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
                        ("folio", models.CharField(max_length=40, unique=True)),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reportes",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "clase",
                            models.CharField(
                                choices=[
                                    ("registro", "El nombre, el cargo, el territorio o el partido"),
                                    ("fotografia", "La fotografía"),
                                    (
                                        "contacto",
                                        "Un teléfono, un correo o un enlace que no funciona",
                                    ),
                                    ("texto", "Un texto cortado, repetido o que no se entiende"),
                                    ("pagina", "La página no se ve bien o no se puede usar"),
                                    ("otro", "Otra cosa"),
                                ],
                                max_length=20,
                                verbose_name="qué está mal",
                            ),
                        ),
                        ("texto", models.TextField(verbose_name="explicación")),
                        (
                            "correo",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="correo de quien reporta"
                            ),
                        ),
                        ("recibido_en", models.DateTimeField()),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("abierto", "Abierto"),
                                    ("en_atencion", "En atención"),
                                    ("cerrado", "Cerrado"),
                                ],
                                default="abierto",
                                max_length=20,
                            ),
                        ),
                        ("cerrado_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "reporte de error",
                        "verbose_name_plural": "reportes de error",
                        "ordering": ["recibido_en", "pk"],
                        "indexes": [
                            models.Index(
                                fields=["estado", "recibido_en"], name="reporte_por_estado"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cerrado_en__isnull", False),
                                        ("correo", ""),
                                        ("estado", "cerrado"),
                                    ),
                                    models.Q(
                                        models.Q(("estado", "cerrado"), _negated=True),
                                        ("cerrado_en", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="reporte_cerrado_sin_correo",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VersionDeCompromisos",
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
                            "familia",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versiones",
                                to="captura.familiadecompromisos",
                            ),
                        ),
                        ("nombre", models.CharField(max_length=40)),
                        ("fuente", models.TextField(blank=True)),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 del texto"),
                        ),
                        ("vigente_desde", models.DateTimeField()),
                        ("vigente_hasta", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "versión de compromisos",
                        "verbose_name_plural": "versiones de compromisos",
                        "ordering": ["familia", "-vigente_desde"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("familia", "nombre"),
                                name="version_de_compromisos_con_nombre_propio",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("vigente_hasta", None),
                                    ("vigente_hasta__gt", models.F("vigente_desde")),
                                    _connector="OR",
                                ),
                                name="version_de_compromisos_termina_despues",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Compromiso",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="compromisos",
                                to="captura.versiondecompromisos",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField()),
                        ("texto", models.TextField()),
                    ],
                    options={
                        "verbose_name": "compromiso",
                        "ordering": ["version", "orden"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "orden"), name="compromiso_orden_unico"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VersionDePlantilla",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versiones",
                                to="captura.plantilladecorreo",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("clave", models.SlugField(db_index=False)),
                        ("asunto", models.CharField(max_length=150)),
                        ("cuerpo", models.TextField()),
                        ("actualizado_en", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="10f8e04a192f01571cedb5586fa99b7def3a470a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0e757",
                                    table="captura_versiondeplantilla",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextoEditable",
                    fields=[],
                    options={
                        "verbose_name": "texto editable",
                        "verbose_name_plural": "textos editables",
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_versiondetexto" ("actualizado_en", "clave", "id", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resumen", "texto", "titulo") VALUES (NEW."actualizado_en", NEW."clave", NEW."id", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."resumen", NEW."texto", NEW."titulo"); RETURN NULL;',
                                    hash="391d7b87b88caa3591f4cadafbef86e7165b4835",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_7694c",
                                    table="candidaturas_explicacion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_versiondetexto" ("actualizado_en", "clave", "id", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resumen", "texto", "titulo") VALUES (NEW."actualizado_en", NEW."clave", NEW."id", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."resumen", NEW."texto", NEW."titulo"); RETURN NULL;',
                                    hash="e9e6df7097a596c38e3cbf19c707e9d0c26806de",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_bd06b",
                                    table="candidaturas_explicacion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                    bases=("candidaturas.explicacion",),
                ),
                migrations.CreateModel(
                    name="VersionDeTexto",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versiones",
                                to="captura.textoeditable",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "clave",
                            models.SlugField(db_index=False, help_text="Su dirección; no cambia."),
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
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ecbf9bf7d4c191b027d2a675805edff6a501c947",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_3c993",
                                    table="captura_versiondetexto",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormulaConHistoria",
                    fields=[],
                    options={
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_hechodeformula" ("actor_id", "eleccion_id", "id", "numero", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actor_id", NEW."eleccion_id", NEW."id", NEW."numero", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="3a95b77b2ad6b009e4304a533b2dce73ed81b64f",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a12ae",
                                    table="candidaturas_formula",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_hechodeformula" ("actor_id", "eleccion_id", "id", "numero", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actor_id", NEW."eleccion_id", NEW."id", NEW."numero", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="c0789cb37f026b29b87af395c2fca66ad183aa21",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a0a9f",
                                    table="candidaturas_formula",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                    bases=("candidaturas.formula",),
                ),
                migrations.CreateModel(
                    name="HechoDeFormula",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="historia",
                                to="captura.formulaconhistoria",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "eleccion",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.eleccion",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
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
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e83f5816c99652fd7a042dc9d9612b35dbf3fff7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e29a9",
                                    table="captura_hechodeformula",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EleccionConHistoria",
                    fields=[],
                    options={
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_hechodeeleccion" ("cargo_id", "id", "nombre_territorio", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cargo_id", NEW."id", NEW."nombre_territorio", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="a3e9791cddf29a318317780bb94b19a2c06677be",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ab2fa",
                                    table="candidaturas_eleccion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."cargo_id" IS DISTINCT FROM (NEW."cargo_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nombre_territorio" IS DISTINCT FROM (NEW."nombre_territorio") OR OLD."orden" IS DISTINCT FROM (NEW."orden"))',
                                    func='INSERT INTO "captura_hechodeeleccion" ("cargo_id", "id", "nombre_territorio", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cargo_id", NEW."id", NEW."nombre_territorio", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="49d68edf1a13e3ace1a3ca9d0b130bfc7b2243a8",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_88a65",
                                    table="candidaturas_eleccion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                    bases=("candidaturas.eleccion",),
                ),
                migrations.CreateModel(
                    name="HechoDeEleccion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="historia",
                                to="captura.eleccionconhistoria",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "cargo",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.cargo",
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
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6889c5527b090641941ee1df57e67fa994e68ce3",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_b054c",
                                    table="captura_hechodeeleccion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CargoConHistoria",
                    fields=[],
                    options={
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_hechodecargo" ("clave", "id", "nombre", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id") VALUES (NEW."clave", NEW."id", NEW."nombre", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."proceso_id"); RETURN NULL;',
                                    hash="2c814f9100d1cca9f2faa55c8073611d4618d49c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_540fb",
                                    table="candidaturas_cargo",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."clave" IS DISTINCT FROM (NEW."clave") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nombre" IS DISTINCT FROM (NEW."nombre") OR OLD."orden" IS DISTINCT FROM (NEW."orden") OR OLD."proceso_id" IS DISTINCT FROM (NEW."proceso_id"))',
                                    func='INSERT INTO "captura_hechodecargo" ("clave", "id", "nombre", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id") VALUES (NEW."clave", NEW."id", NEW."nombre", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."proceso_id"); RETURN NULL;',
                                    hash="de8a24f0e91cce9f3f587201722ea39e24a1cbf2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b3144",
                                    table="candidaturas_cargo",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                    bases=("candidaturas.cargo",),
                ),
                migrations.CreateModel(
                    name="HechoDeCargo",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="historia",
                                to="captura.cargoconhistoria",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "proceso",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("clave", models.SlugField(db_index=False)),
                        ("nombre", models.CharField(max_length=80)),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="677dbb2a9ecaec75b28c336c7c0c7a9feea0382e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_dc019",
                                    table="captura_hechodecargo",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CandidaturaConHistoria",
                    fields=[],
                    options={
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_hechodecandidatura" ("baja_el", "edad", "estado_registro", "formula_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "reeleccion", "sexo", "tipo") VALUES (NEW."baja_el", NEW."edad", NEW."estado_registro", NEW."formula_id", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."proceso_id", NEW."reeleccion", NEW."sexo", NEW."tipo"); RETURN NULL;',
                                    hash="151ab3090ccbac9b43aacc3823ef01fa7a5b30e7",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_0deb5",
                                    table="candidaturas_candidatura",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."baja_el" IS DISTINCT FROM (NEW."baja_el") OR OLD."edad" IS DISTINCT FROM (NEW."edad") OR OLD."estado_registro" IS DISTINCT FROM (NEW."estado_registro") OR OLD."formula_id" IS DISTINCT FROM (NEW."formula_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."proceso_id" IS DISTINCT FROM (NEW."proceso_id") OR OLD."reeleccion" IS DISTINCT FROM (NEW."reeleccion") OR OLD."sexo" IS DISTINCT FROM (NEW."sexo") OR OLD."tipo" IS DISTINCT FROM (NEW."tipo"))',
                                    func='INSERT INTO "captura_hechodecandidatura" ("baja_el", "edad", "estado_registro", "formula_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "reeleccion", "sexo", "tipo") VALUES (NEW."baja_el", NEW."edad", NEW."estado_registro", NEW."formula_id", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."proceso_id", NEW."reeleccion", NEW."sexo", NEW."tipo"); RETURN NULL;',
                                    hash="ce3108a7bee1ec626e9dc94419e48f41a0de3b39",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_036b9",
                                    table="candidaturas_candidatura",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                    bases=("candidaturas.candidatura",),
                ),
                migrations.CreateModel(
                    name="HechoDeCandidatura",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="historia",
                                to="captura.candidaturaconhistoria",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "formula",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.formula",
                                verbose_name="fórmula",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
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
                            "baja_el",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="fecha en que dejó de estar en la boleta",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="486116903e39e649629c040f2c2d9b5dbb76b3af",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7f9a5",
                                    table="captura_hechodecandidatura",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActorConHistoria",
                    fields=[],
                    options={
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_hechodeactor" ("id", "nombre", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "siglas", "tipo") VALUES (NEW."id", NEW."nombre", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."proceso_id", NEW."siglas", NEW."tipo"); RETURN NULL;',
                                    hash="385c4479669472e0a44091c3e41121b891afcd9a",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_08ef8",
                                    table="candidaturas_actorpolitico",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nombre" IS DISTINCT FROM (NEW."nombre") OR OLD."orden" IS DISTINCT FROM (NEW."orden") OR OLD."proceso_id" IS DISTINCT FROM (NEW."proceso_id") OR OLD."siglas" IS DISTINCT FROM (NEW."siglas") OR OLD."tipo" IS DISTINCT FROM (NEW."tipo"))',
                                    func='INSERT INTO "captura_hechodeactor" ("id", "nombre", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "siglas", "tipo") VALUES (NEW."id", NEW."nombre", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."proceso_id", NEW."siglas", NEW."tipo"); RETURN NULL;',
                                    hash="b32fe6ed0ceb447814ac9b0bffbbd499a057f39c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5544b",
                                    table="candidaturas_actorpolitico",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                    bases=("candidaturas.actorpolitico",),
                ),
                migrations.CreateModel(
                    name="HechoDeActor",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="historia",
                                to="captura.actorconhistoria",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "proceso",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
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
                            "orden",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="orden en la boleta"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="3c82358a0a81705b83c9730b9f17688e8cebcccc",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2ddee",
                                    table="captura_hechodeactor",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Usuario",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="email address"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        (
                            "nombre",
                            models.CharField(max_length=160, verbose_name="nombre completo"),
                        ),
                        (
                            "es_demo",
                            models.BooleanField(
                                default=False, verbose_name="cuenta de demostración"
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cuenta",
                    },
                    managers=[
                        ("objects", django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Acto",
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
                                blank=True,
                                help_text="Vacío en lo que toca a las cuentas del instituto, que no son de un proceso.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actos",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "clase",
                            models.CharField(
                                choices=[
                                    ("estado_de_proceso", "Cambio de estado del proceso"),
                                    ("preparacion_de_proceso", "Preparación de un proceso"),
                                    ("carga_de_registro", "Carga del registro"),
                                    ("guardado", "Guardado del cuestionario"),
                                    ("escrito_fuera_de_tiempo", "Texto recibido fuera de tiempo"),
                                    ("captura_terminada", "Captura terminada, por validar"),
                                    ("envio", "Envío del cuestionario"),
                                    ("toma_de_revision", "Inicio de revisión"),
                                    ("respuesta", "Respuesta a una observación"),
                                    ("observacion", "Devolución con observaciones"),
                                    ("verificacion", "Verificación"),
                                    ("publicacion", "Publicación"),
                                    ("pausa", "Pausa de una sección publicada"),
                                    ("reanudacion", "Reanudación de una sección"),
                                    ("solicitud_de_correccion", "Solicitud de corrección"),
                                    ("correccion", "Corrección de lo publicado"),
                                    ("rechazo_de_correccion", "Rechazo de una corrección"),
                                    ("retiro", "Retiro de la publicación"),
                                    ("solicitud_de_habilitacion", "Solicitud de habilitación"),
                                    ("habilitacion", "Habilitación de compromisos"),
                                    ("firma_de_compromisos", "Firma de compromisos"),
                                    ("oficio_enviado", "Oficio enviado"),
                                    ("acuse_de_oficio", "Acuse de un oficio"),
                                    ("oficio_atendido", "Oficio recibido y atendido"),
                                    ("difusion", "Actividad de difusión"),
                                    ("expediente", "Carpeta de fichas y consentimientos"),
                                    ("estado_de_informe", "Cambio de estado de un informe"),
                                    ("corte_cuantitativo", "Corte del informe cuantitativo"),
                                    ("sustitucion", "Sustitución"),
                                    ("renuncia", "Renuncia"),
                                    ("cancelacion", "Cancelación del registro"),
                                    ("cambio_de_actor", "Cambio de actor político"),
                                    ("movimiento_deshecho", "Movimiento sin efecto"),
                                    ("recordatorio", "Recordatorios"),
                                    ("calendario", "Cambio de los días inhábiles"),
                                    ("solicitud_de_prorroga", "Solicitud de prórroga"),
                                    ("prorroga", "Respuesta a una prórroga"),
                                    ("anulacion_de_firmas", "Firmas de compromisos sin efecto"),
                                    (
                                        "formato_de_consentimiento",
                                        "Formato de consentimiento nuevo",
                                    ),
                                    ("consentimiento", "Registro de un consentimiento"),
                                    (
                                        "validacion_de_consentimiento",
                                        "Validación de consentimiento",
                                    ),
                                    ("rechazo_de_consentimiento", "Consentimiento no validado"),
                                    ("retiro_de_consentimiento", "Retiro de un consentimiento"),
                                    (
                                        "identidad_contestada",
                                        "Cuestionario de identidad contestado",
                                    ),
                                    ("lote_de_escaneos", "Carga de hojas escaneadas"),
                                    ("texto_de_compromisos", "Cambio del texto de compromisos"),
                                    ("invitacion", "Invitación a una cuenta"),
                                    ("reenvio_de_invitacion", "Reenvío de una invitación"),
                                    ("revocacion_de_invitacion", "Revocación de una invitación"),
                                    ("apertura_de_cuenta", "Apertura de una cuenta"),
                                    ("delegacion", "Delegación de candidaturas"),
                                    ("vencimiento_de_cuenta", "Cambio de vigencia de una cuenta"),
                                    (
                                        "solicitud_de_restablecimiento",
                                        "Petición de quitar un segundo factor",
                                    ),
                                    (
                                        "restablecimiento",
                                        "Respuesta a la petición de quitar un segundo factor",
                                    ),
                                ],
                                max_length=40,
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actos",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actos",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "autor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actos",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("surte_efecto_en", models.DateTimeField()),
                        ("registrado_en", models.DateTimeField()),
                        (
                            "contexto",
                            models.UUIDField(
                                db_default=django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.comparison.NullIf(
                                        models.Func(
                                            models.Value("pghistory.context_id"),
                                            models.Value(True),
                                            function="current_setting",
                                        ),
                                        models.Value(""),
                                    ),
                                    models.UUIDField(),
                                ),
                                editable=False,
                                help_text="El de los cambios que la misma transacción dejó en la historia.",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acto",
                        "ordering": ["registrado_en", "pk"],
                        "indexes": [
                            models.Index(
                                fields=["proceso", "clase", "registrado_en"], name="acto_por_clase"
                            ),
                            models.Index(fields=["-registrado_en", "-id"], name="acto_por_momento"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="c526b19c0437ef8765f711bfa3232bfc9823b920",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_11c1a",
                                    table="captura_acto",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="a_la_cadena",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    constraint="CONSTRAINT",
                                    func="INSERT INTO captura_eslabon (acto_id) VALUES (NEW.id); RETURN NULL;",
                                    hash="d2d8ee93d6453b21d69425f2d07fa5c041cb5733",
                                    operation="INSERT",
                                    pgid="pgtrigger_a_la_cadena_9ac23",
                                    table="captura_acto",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correo",
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
                        ("clave", models.CharField(max_length=200, unique=True)),
                        ("plantilla", models.SlugField()),
                        ("para", models.EmailField(max_length=254)),
                        ("asunto", models.CharField(max_length=300)),
                        ("cuerpo", models.TextField()),
                        ("reservados", models.JSONField(default=dict)),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("pendiente", "Por enviar"),
                                    ("enviado", "Enviado"),
                                    ("fallido", "No se pudo enviar"),
                                ],
                                default="pendiente",
                                max_length=20,
                            ),
                        ),
                        ("intentos", models.PositiveSmallIntegerField(default=0)),
                        (
                            "falla",
                            models.CharField(
                                blank=True,
                                help_text="Clase del último error; sin direcciones.",
                                max_length=120,
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correos",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correos",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "autor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("creado_en", models.DateTimeField()),
                        ("proximo_intento_en", models.DateTimeField()),
                        ("enviado_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "correo",
                        "ordering": ["-creado_en", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("estado", "pendiente")),
                                fields=["proximo_intento_en"],
                                name="correo_por_enviar",
                            ),
                            models.Index(fields=["-creado_en", "-id"], name="correo_reciente"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("enviado_en", None), ("estado", "pendiente")),
                                    models.Q(
                                        ("enviado_en", None),
                                        ("estado", "fallido"),
                                        ("reservados", {}),
                                    ),
                                    models.Q(
                                        ("enviado_en__isnull", False),
                                        ("estado", "enviado"),
                                        ("reservados", {}),
                                    ),
                                    _connector="OR",
                                ),
                                name="correo_terminado_sin_reservados",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Firma",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="firmas",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="firmas",
                                to="captura.versiondecompromisos",
                            ),
                        ),
                        (
                            "compromisos",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 de lo firmado"),
                        ),
                        ("folio", models.CharField(max_length=40, unique=True)),
                        (
                            "firmante",
                            models.CharField(max_length=160, verbose_name="nombre de quien firma"),
                        ),
                        ("firmado_en", models.DateTimeField()),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "anulada_en",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="sin efecto desde"
                            ),
                        ),
                        (
                            "causa_de_anulacion",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("sustitucion", "Sustitución de la candidatura"),
                                    ("retiro", "Retiro por la coordinación"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("motivo_de_anulacion", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "firma",
                        "ordering": ["firmado_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("anulada_en", None)),
                                fields=("candidatura", "version"),
                                name="firma_unica_por_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("anulada_en", None), ("causa_de_anulacion", "")),
                                    models.Q(
                                        ("anulada_en__isnull", False),
                                        models.Q(("causa_de_anulacion", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="firma_anulada_con_causa",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_firmaevent" ("anulada_en", "candidatura_id", "causa_de_anulacion", "compromisos", "firmado_en", "firmante", "folio", "huella", "id", "motivo_de_anulacion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registrado_por_id", "version_id") VALUES (NEW."anulada_en", NEW."candidatura_id", NEW."causa_de_anulacion", NEW."compromisos", NEW."firmado_en", NEW."firmante", NEW."folio", NEW."huella", NEW."id", NEW."motivo_de_anulacion", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."registrado_por_id", NEW."version_id"); RETURN NULL;',
                                    hash="165c6b2932c1b06310c8b85bcd24b5037cc7d9d0",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_06bdb",
                                    table="captura_firma",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_firmaevent" ("anulada_en", "candidatura_id", "causa_de_anulacion", "compromisos", "firmado_en", "firmante", "folio", "huella", "id", "motivo_de_anulacion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registrado_por_id", "version_id") VALUES (NEW."anulada_en", NEW."candidatura_id", NEW."causa_de_anulacion", NEW."compromisos", NEW."firmado_en", NEW."firmante", NEW."folio", NEW."huella", NEW."id", NEW."motivo_de_anulacion", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."registrado_por_id", NEW."version_id"); RETURN NULL;',
                                    hash="dace1790f8b2d9cc6e1a7abba00151bbebbd0835",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4b6fb",
                                    table="captura_firma",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FirmaEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.firma",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "candidatura",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.versiondecompromisos",
                            ),
                        ),
                        (
                            "compromisos",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 de lo firmado"),
                        ),
                        ("folio", models.CharField(max_length=40)),
                        (
                            "firmante",
                            models.CharField(max_length=160, verbose_name="nombre de quien firma"),
                        ),
                        ("firmado_en", models.DateTimeField()),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "anulada_en",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="sin efecto desde"
                            ),
                        ),
                        (
                            "causa_de_anulacion",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("sustitucion", "Sustitución de la candidatura"),
                                    ("retiro", "Retiro por la coordinación"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("motivo_de_anulacion", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="34ec7bf51586d90df7a88de749c7ba1ab95e08a2",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_1f700",
                                    table="captura_firmaevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormatoDeConsentimiento",
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
                                related_name="formatos_de_consentimiento",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("nombre", models.CharField(max_length=40, verbose_name="versión")),
                        ("declaracion", models.TextField(verbose_name="declaración")),
                        (
                            "pregunta_tratamiento",
                            models.TextField(verbose_name="pregunta sobre el tratamiento"),
                        ),
                        (
                            "pregunta_publicacion",
                            models.TextField(verbose_name="pregunta sobre la publicación"),
                        ),
                        (
                            "pregunta_estadistica",
                            models.TextField(verbose_name="pregunta sobre la estadística"),
                        ),
                        ("fundamento", models.TextField(verbose_name="fundamento")),
                        (
                            "aviso",
                            models.TextField(verbose_name="aviso de privacidad simplificado"),
                        ),
                        (
                            "aviso_integral",
                            models.URLField(
                                blank=True, verbose_name="dirección del aviso integral"
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 del texto"),
                        ),
                        ("vigente_desde", models.DateTimeField()),
                        (
                            "creado_por",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "formato de consentimiento",
                        "verbose_name_plural": "formatos de consentimiento",
                        "ordering": ["proceso", "-vigente_desde", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "nombre"),
                                name="formato_de_consentimiento_con_nombre_propio",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="no_cambia",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="f99c1ce0c84dadddf206a31e3bfe376d11598b58",
                                    operation="UPDATE",
                                    pgid="pgtrigger_no_cambia_03286",
                                    table="captura_formatodeconsentimiento",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consentimiento",
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
                        ("folio", models.CharField(max_length=40, unique=True)),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consentimientos",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "formato",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consentimientos",
                                to="captura.formatodeconsentimiento",
                            ),
                        ),
                        ("tratamiento", models.BooleanField(default=False)),
                        ("tratamiento_en", models.DateTimeField()),
                        (
                            "publicacion",
                            models.BooleanField(default=False, verbose_name="publicación"),
                        ),
                        ("publicacion_en", models.DateTimeField()),
                        (
                            "estadistica",
                            models.BooleanField(default=False, verbose_name="estadística"),
                        ),
                        ("estadistica_en", models.DateTimeField()),
                        (
                            "medio",
                            models.CharField(
                                choices=[("electronico", "En el sistema"), ("papel", "En papel")],
                                max_length=12,
                            ),
                        ),
                        (
                            "firmante",
                            models.CharField(max_length=160, verbose_name="nombre de quien firma"),
                        ),
                        ("firmado_el", models.DateField(verbose_name="fecha de la firma")),
                        (
                            "evidencia",
                            models.FileField(
                                blank=True,
                                max_length=140,
                                storage=captura.models.cuestionario.almacen_privado,
                                upload_to=captura.models.consentimientos.ruta_de_escaneo,
                            ),
                        ),
                        (
                            "huella_de_imagen",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="SHA-256 de la evidencia"
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 de lo decidido"),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("por_validar", "Por validar"),
                                    ("vigente", "Vigente"),
                                    ("rechazado", "No se validó"),
                                    ("sustituido", "Sustituido por otro"),
                                    ("retirado", "Retirado"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registrado_en", models.DateTimeField()),
                        (
                            "validado_por",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("validado_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "terminado_en",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="sin efecto desde"
                            ),
                        ),
                        (
                            "motivo",
                            models.TextField(
                                blank=True, verbose_name="motivo del rechazo o del retiro"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consentimiento",
                        "ordering": ["-registrado_en", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("estado", "vigente")),
                                fields=("candidatura",),
                                name="consentimiento_vigente_unico",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("estado", "por_validar")),
                                fields=("candidatura",),
                                name="consentimiento_por_validar_unico",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("medio", "electronico"),
                                    models.Q(("huella_de_imagen", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="consentimiento_en_papel_con_evidencia",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("estado", "vigente"), _negated=True),
                                    ("medio", "electronico"),
                                    ("validado_en__isnull", False),
                                    _connector="OR",
                                ),
                                name="consentimiento_en_papel_vigente_validado",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="lo_decidido_no_cambia",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."folio" IS DISTINCT FROM (NEW."folio") OR OLD."candidatura_id" IS DISTINCT FROM (NEW."candidatura_id") OR OLD."formato_id" IS DISTINCT FROM (NEW."formato_id") OR OLD."tratamiento" IS DISTINCT FROM (NEW."tratamiento") OR OLD."tratamiento_en" IS DISTINCT FROM (NEW."tratamiento_en") OR OLD."publicacion" IS DISTINCT FROM (NEW."publicacion") OR OLD."publicacion_en" IS DISTINCT FROM (NEW."publicacion_en") OR OLD."estadistica" IS DISTINCT FROM (NEW."estadistica") OR OLD."estadistica_en" IS DISTINCT FROM (NEW."estadistica_en") OR OLD."medio" IS DISTINCT FROM (NEW."medio") OR OLD."firmante" IS DISTINCT FROM (NEW."firmante") OR OLD."firmado_el" IS DISTINCT FROM (NEW."firmado_el") OR OLD."evidencia" IS DISTINCT FROM (NEW."evidencia") OR OLD."huella_de_imagen" IS DISTINCT FROM (NEW."huella_de_imagen") OR OLD."huella" IS DISTINCT FROM (NEW."huella") OR OLD."registrado_por_id" IS DISTINCT FROM (NEW."registrado_por_id") OR OLD."registrado_en" IS DISTINCT FROM (NEW."registrado_en"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="5df4624d143d352481eaa4c8a92c3c4b6a20a9ee",
                                    operation="UPDATE",
                                    pgid="pgtrigger_lo_decidido_no_cambia_cc1fb",
                                    table="captura_consentimiento",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_consentimientoevent" ("candidatura_id", "estadistica", "estadistica_en", "estado", "evidencia", "firmado_el", "firmante", "folio", "formato_id", "huella", "huella_de_imagen", "id", "medio", "motivo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicacion", "publicacion_en", "registrado_en", "registrado_por_id", "terminado_en", "tratamiento", "tratamiento_en", "validado_en", "validado_por_id") VALUES (NEW."candidatura_id", NEW."estadistica", NEW."estadistica_en", NEW."estado", NEW."evidencia", NEW."firmado_el", NEW."firmante", NEW."folio", NEW."formato_id", NEW."huella", NEW."huella_de_imagen", NEW."id", NEW."medio", NEW."motivo", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."publicacion", NEW."publicacion_en", NEW."registrado_en", NEW."registrado_por_id", NEW."terminado_en", NEW."tratamiento", NEW."tratamiento_en", NEW."validado_en", NEW."validado_por_id"); RETURN NULL;',
                                    hash="7088ac3028dc177c136531479766722ac7cce000",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_5dfd9",
                                    table="captura_consentimiento",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_consentimientoevent" ("candidatura_id", "estadistica", "estadistica_en", "estado", "evidencia", "firmado_el", "firmante", "folio", "formato_id", "huella", "huella_de_imagen", "id", "medio", "motivo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicacion", "publicacion_en", "registrado_en", "registrado_por_id", "terminado_en", "tratamiento", "tratamiento_en", "validado_en", "validado_por_id") VALUES (NEW."candidatura_id", NEW."estadistica", NEW."estadistica_en", NEW."estado", NEW."evidencia", NEW."firmado_el", NEW."firmante", NEW."folio", NEW."formato_id", NEW."huella", NEW."huella_de_imagen", NEW."id", NEW."medio", NEW."motivo", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."publicacion", NEW."publicacion_en", NEW."registrado_en", NEW."registrado_por_id", NEW."terminado_en", NEW."tratamiento", NEW."tratamiento_en", NEW."validado_en", NEW."validado_por_id"); RETURN NULL;',
                                    hash="728aac1e7907694decf6926b25dcecbe33cd937e",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4b4dd",
                                    table="captura_consentimiento",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentimientoEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.consentimiento",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("folio", models.CharField(max_length=40)),
                        (
                            "candidatura",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "formato",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.formatodeconsentimiento",
                            ),
                        ),
                        ("tratamiento", models.BooleanField(default=False)),
                        ("tratamiento_en", models.DateTimeField()),
                        (
                            "publicacion",
                            models.BooleanField(default=False, verbose_name="publicación"),
                        ),
                        ("publicacion_en", models.DateTimeField()),
                        (
                            "estadistica",
                            models.BooleanField(default=False, verbose_name="estadística"),
                        ),
                        ("estadistica_en", models.DateTimeField()),
                        (
                            "medio",
                            models.CharField(
                                choices=[("electronico", "En el sistema"), ("papel", "En papel")],
                                max_length=12,
                            ),
                        ),
                        (
                            "firmante",
                            models.CharField(max_length=160, verbose_name="nombre de quien firma"),
                        ),
                        ("firmado_el", models.DateField(verbose_name="fecha de la firma")),
                        (
                            "evidencia",
                            models.FileField(
                                blank=True,
                                max_length=140,
                                storage=captura.models.cuestionario.almacen_privado,
                                upload_to=captura.models.consentimientos.ruta_de_escaneo,
                            ),
                        ),
                        (
                            "huella_de_imagen",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="SHA-256 de la evidencia"
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 de lo decidido"),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("por_validar", "Por validar"),
                                    ("vigente", "Vigente"),
                                    ("rechazado", "No se validó"),
                                    ("sustituido", "Sustituido por otro"),
                                    ("retirado", "Retirado"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registrado_en", models.DateTimeField()),
                        (
                            "validado_por",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("validado_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "terminado_en",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="sin efecto desde"
                            ),
                        ),
                        (
                            "motivo",
                            models.TextField(
                                blank=True, verbose_name="motivo del rechazo o del retiro"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="40e1c4c96d35bc19fd717a4dc78840393f2aeb4e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f147b",
                                    table="captura_consentimientoevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fotografia",
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
                            "archivo",
                            models.ImageField(
                                max_length=120,
                                storage=captura.models.cuestionario.almacen_privado,
                                upload_to=captura.models.cuestionario.ruta_privada,
                            ),
                        ),
                        ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("ancho", models.PositiveIntegerField()),
                        ("alto", models.PositiveIntegerField()),
                        (
                            "meses_declarados",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="antigüedad máxima que se declaró, en meses",
                            ),
                        ),
                        (
                            "subida_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("subida_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "fotografía",
                    },
                ),
                migrations.CreateModel(
                    name="Cuestionario",
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
                                related_name="cuestionario",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("sin_datos", "Sin datos"),
                                    ("en_captura", "En captura"),
                                    ("enviado", "Enviado"),
                                    ("en_revision", "En revisión"),
                                    ("con_observaciones", "Con observaciones"),
                                    ("verificado", "Verificado"),
                                    ("publicado", "Publicado"),
                                    ("pausado", "En pausa"),
                                ],
                                default="sin_datos",
                                help_text="Se calcula de las secciones (captura.flujo).",
                                max_length=20,
                                verbose_name="estado del conjunto",
                            ),
                        ),
                        (
                            "secciones_aparte",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Sección → estado. Una sección que no está aquí tiene el del conjunto.",
                                verbose_name="estado de las secciones que no van con el conjunto",
                            ),
                        ),
                        (
                            "huellas_de_secciones",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                verbose_name="SHA-256 de lo verificado en cada sección",
                            ),
                        ),
                        (
                            "version_lista",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Quien captura avisa así a su enlace que ya puede validar; otro guardado lo deja sin efecto.",
                                null=True,
                                verbose_name="versión que se dio por terminada",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="Sube con cada guardado: así nadie pisa lo ajeno.",
                                verbose_name="versión",
                            ),
                        ),
                        (
                            "foto",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cuestionarios",
                                to="captura.fotografia",
                            ),
                        ),
                        (
                            "correo_aclaraciones",
                            models.EmailField(
                                blank=True,
                                max_length=254,
                                verbose_name="correo para aclaraciones (no se publica)",
                            ),
                        ),
                        (
                            "ronda",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="ronda de observaciones"
                            ),
                        ),
                        (
                            "huella_verificada",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="SHA-256 de lo verificado"
                            ),
                        ),
                        ("enviado_en", models.DateTimeField(blank=True, null=True)),
                        ("guardado_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "cuestionario curricular",
                        "verbose_name_plural": "cuestionarios curriculares",
                        "ordering": ["candidatura"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("estado__in", ["verificado", "publicado"]), _negated=True
                                    ),
                                    models.Q(("huella_verificada", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cuestionario_verificado_con_huella",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("estado", "pausado"), _negated=True),
                                name="cuestionario_se_pausa_por_secciones",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_cuestionarioevent" ("candidatura_id", "casas_campana", "correo_aclaraciones", "correos", "cursos", "enviado_en", "escolaridad", "estado", "estatus_escolaridad", "foto_id", "guardado_en", "historia_profesional", "huella_verificada", "huellas_de_secciones", "id", "motivo_cargo_publico", "pagina_web", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "propuesta_1", "propuesta_2", "propuesta_genero", "redes", "ronda", "secciones_aparte", "telefonos", "trayectoria_politica", "version", "version_lista") VALUES (NEW."candidatura_id", NEW."casas_campana", NEW."correo_aclaraciones", NEW."correos", NEW."cursos", NEW."enviado_en", NEW."escolaridad", NEW."estado", NEW."estatus_escolaridad", NEW."foto_id", NEW."guardado_en", NEW."historia_profesional", NEW."huella_verificada", NEW."huellas_de_secciones", NEW."id", NEW."motivo_cargo_publico", NEW."pagina_web", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."propuesta_1", NEW."propuesta_2", NEW."propuesta_genero", NEW."redes", NEW."ronda", NEW."secciones_aparte", NEW."telefonos", NEW."trayectoria_politica", NEW."version", NEW."version_lista"); RETURN NULL;',
                                    hash="4e9ac7d131969a052c229810f38c6ac177133872",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f586a",
                                    table="captura_cuestionario",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_cuestionarioevent" ("candidatura_id", "casas_campana", "correo_aclaraciones", "correos", "cursos", "enviado_en", "escolaridad", "estado", "estatus_escolaridad", "foto_id", "guardado_en", "historia_profesional", "huella_verificada", "huellas_de_secciones", "id", "motivo_cargo_publico", "pagina_web", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "propuesta_1", "propuesta_2", "propuesta_genero", "redes", "ronda", "secciones_aparte", "telefonos", "trayectoria_politica", "version", "version_lista") VALUES (NEW."candidatura_id", NEW."casas_campana", NEW."correo_aclaraciones", NEW."correos", NEW."cursos", NEW."enviado_en", NEW."escolaridad", NEW."estado", NEW."estatus_escolaridad", NEW."foto_id", NEW."guardado_en", NEW."historia_profesional", NEW."huella_verificada", NEW."huellas_de_secciones", NEW."id", NEW."motivo_cargo_publico", NEW."pagina_web", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."propuesta_1", NEW."propuesta_2", NEW."propuesta_genero", NEW."redes", NEW."ronda", NEW."secciones_aparte", NEW."telefonos", NEW."trayectoria_politica", NEW."version", NEW."version_lista"); RETURN NULL;',
                                    hash="d9f67b26f40db2c25b3a59b3e35a0fcf3bf0c424",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_403ea",
                                    table="captura_cuestionario",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correccion",
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
                            "cuestionario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="correcciones",
                                to="captura.cuestionario",
                            ),
                        ),
                        ("campo", models.CharField(max_length=40)),
                        ("dice", models.JSONField()),
                        ("debe_decir", models.JSONField()),
                        ("motivo", models.TextField()),
                        (
                            "pedida_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pedida_en", models.DateTimeField()),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("pendiente", "Por resolver"),
                                    ("aprobada", "Aprobada"),
                                    ("rechazada", "Rechazada"),
                                ],
                                default="pendiente",
                                max_length=20,
                            ),
                        ),
                        (
                            "resuelta_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("resuelta_en", models.DateTimeField(blank=True, null=True)),
                        ("razon", models.TextField(blank=True, verbose_name="por qué se rechazó")),
                    ],
                    options={
                        "verbose_name": "corrección",
                        "verbose_name_plural": "correcciones",
                        "ordering": ["pedida_en", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("estado", "pendiente")),
                                fields=("cuestionario", "campo"),
                                name="correccion_una_pendiente_por_campo",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("estado", "rechazada"), _negated=True),
                                    models.Q(("razon", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="correccion_rechazada_con_razon",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_correccionevent" ("campo", "cuestionario_id", "debe_decir", "dice", "estado", "id", "motivo", "pedida_en", "pedida_por_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "razon", "resuelta_en", "resuelta_por_id") VALUES (NEW."campo", NEW."cuestionario_id", NEW."debe_decir", NEW."dice", NEW."estado", NEW."id", NEW."motivo", NEW."pedida_en", NEW."pedida_por_id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."razon", NEW."resuelta_en", NEW."resuelta_por_id"); RETURN NULL;',
                                    hash="383290902df90773c4d189c93062def1e0282999",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_8291b",
                                    table="captura_correccion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_correccionevent" ("campo", "cuestionario_id", "debe_decir", "dice", "estado", "id", "motivo", "pedida_en", "pedida_por_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "razon", "resuelta_en", "resuelta_por_id") VALUES (NEW."campo", NEW."cuestionario_id", NEW."debe_decir", NEW."dice", NEW."estado", NEW."id", NEW."motivo", NEW."pedida_en", NEW."pedida_por_id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."razon", NEW."resuelta_en", NEW."resuelta_por_id"); RETURN NULL;',
                                    hash="66e478fd62a2b72e751bf082f3153ff7af4bcacf",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_383e2",
                                    table="captura_correccion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorreccionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.correccion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "cuestionario",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.cuestionario",
                            ),
                        ),
                        ("campo", models.CharField(max_length=40)),
                        ("dice", models.JSONField()),
                        ("debe_decir", models.JSONField()),
                        ("motivo", models.TextField()),
                        (
                            "pedida_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pedida_en", models.DateTimeField()),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("pendiente", "Por resolver"),
                                    ("aprobada", "Aprobada"),
                                    ("rechazada", "Rechazada"),
                                ],
                                default="pendiente",
                                max_length=20,
                            ),
                        ),
                        (
                            "resuelta_por",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("resuelta_en", models.DateTimeField(blank=True, null=True)),
                        ("razon", models.TextField(blank=True, verbose_name="por qué se rechazó")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="135f1ab0ed9bcde133ac8aa35cfdbeb294648a35",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_72907",
                                    table="captura_correccionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CuestionarioEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.cuestionario",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
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
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("sin_datos", "Sin datos"),
                                    ("en_captura", "En captura"),
                                    ("enviado", "Enviado"),
                                    ("en_revision", "En revisión"),
                                    ("con_observaciones", "Con observaciones"),
                                    ("verificado", "Verificado"),
                                    ("publicado", "Publicado"),
                                    ("pausado", "En pausa"),
                                ],
                                default="sin_datos",
                                help_text="Se calcula de las secciones (captura.flujo).",
                                max_length=20,
                                verbose_name="estado del conjunto",
                            ),
                        ),
                        (
                            "secciones_aparte",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Sección → estado. Una sección que no está aquí tiene el del conjunto.",
                                verbose_name="estado de las secciones que no van con el conjunto",
                            ),
                        ),
                        (
                            "huellas_de_secciones",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                verbose_name="SHA-256 de lo verificado en cada sección",
                            ),
                        ),
                        (
                            "version_lista",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Quien captura avisa así a su enlace que ya puede validar; otro guardado lo deja sin efecto.",
                                null=True,
                                verbose_name="versión que se dio por terminada",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="Sube con cada guardado: así nadie pisa lo ajeno.",
                                verbose_name="versión",
                            ),
                        ),
                        (
                            "foto",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.fotografia",
                            ),
                        ),
                        (
                            "correo_aclaraciones",
                            models.EmailField(
                                blank=True,
                                max_length=254,
                                verbose_name="correo para aclaraciones (no se publica)",
                            ),
                        ),
                        (
                            "ronda",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="ronda de observaciones"
                            ),
                        ),
                        (
                            "huella_verificada",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="SHA-256 de lo verificado"
                            ),
                        ),
                        ("enviado_en", models.DateTimeField(blank=True, null=True)),
                        ("guardado_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="dd911e17237c6aae040c8899158639cba433aef8",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c2ea0",
                                    table="captura_cuestionarioevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Declaracion",
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
                            "cuestionario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="declaraciones",
                                to="captura.cuestionario",
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
                                storage=captura.models.cuestionario.almacen_privado,
                                upload_to=captura.models.declaraciones.ruta_privada,
                            ),
                        ),
                        ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("paginas", models.PositiveSmallIntegerField(verbose_name="páginas")),
                        (
                            "subida_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("subida_en", models.DateTimeField()),
                        ("quitada_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "declaración",
                        "verbose_name_plural": "declaraciones",
                        "ordering": ["cuestionario", "clase", "-subida_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("quitada_en", None)),
                                fields=("cuestionario", "clase"),
                                name="declaracion_vigente_unica",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_declaracionevent" ("archivo", "clase", "cuestionario_id", "huella", "id", "paginas", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quitada_en", "subida_en", "subida_por_id") VALUES (NEW."archivo", NEW."clase", NEW."cuestionario_id", NEW."huella", NEW."id", NEW."paginas", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."quitada_en", NEW."subida_en", NEW."subida_por_id"); RETURN NULL;',
                                    hash="417c4895c729b2039df4e3e0dea53ce8777c0166",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a8916",
                                    table="captura_declaracion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_declaracionevent" ("archivo", "clase", "cuestionario_id", "huella", "id", "paginas", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quitada_en", "subida_en", "subida_por_id") VALUES (NEW."archivo", NEW."clase", NEW."cuestionario_id", NEW."huella", NEW."id", NEW."paginas", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."quitada_en", NEW."subida_en", NEW."subida_por_id"); RETURN NULL;',
                                    hash="c9c40b136924362defa1857ed6322bd6bfd3aff1",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c3547",
                                    table="captura_declaracion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeclaracionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.declaracion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "cuestionario",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.cuestionario",
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
                                storage=captura.models.cuestionario.almacen_privado,
                                upload_to=captura.models.declaraciones.ruta_privada,
                            ),
                        ),
                        ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("paginas", models.PositiveSmallIntegerField(verbose_name="páginas")),
                        (
                            "subida_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("subida_en", models.DateTimeField()),
                        ("quitada_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="996ca5e565a1a45b2fcb6373172cece3832dee53",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c58d5",
                                    table="captura_declaracionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EscritoFueraDeTiempo",
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
                        ("folio", models.CharField(max_length=40, unique=True)),
                        (
                            "cuestionario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="escritos",
                                to="captura.cuestionario",
                            ),
                        ),
                        (
                            "autor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "campos",
                            models.JSONField(
                                help_text="Campo → texto o lista, como se habría guardado."
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                verbose_name="versión del cuestionario que tenía a la vista"
                            ),
                        ),
                        ("recibido_en", models.DateTimeField()),
                        ("usado_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "escrito fuera de tiempo",
                        "verbose_name_plural": "escritos fuera de tiempo",
                        "ordering": ["-recibido_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("usado_en", None)),
                                fields=("cuestionario", "autor"),
                                name="escrito_pendiente_unico",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HojaDeConsentimiento",
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
                        ("folio", models.CharField(max_length=40, unique=True)),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hojas_de_consentimiento",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "formato",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hojas",
                                to="captura.formatodeconsentimiento",
                            ),
                        ),
                        ("emitida_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "hoja de consentimiento",
                        "verbose_name_plural": "hojas de consentimiento",
                        "ordering": ["emitida_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("candidatura", "formato"),
                                name="hoja_de_consentimiento_unica",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitacion",
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
                        ("folio", models.CharField(max_length=40, unique=True)),
                        (
                            "huella_de_ficha",
                            models.CharField(
                                max_length=64, unique=True, verbose_name="SHA-256 de la ficha"
                            ),
                        ),
                        (
                            "persona",
                            models.CharField(max_length=160, verbose_name="nombre de la persona"),
                        ),
                        ("correo", models.EmailField(max_length=254)),
                        (
                            "rol",
                            models.CharField(
                                choices=[
                                    ("enlace", "Enlace del actor político"),
                                    ("capturista", "Capturista"),
                                    ("candidata", "Persona candidata"),
                                    ("revision", "Revisión (UTTAI)"),
                                    ("coordinacion", "Coordinación (UTTAI)"),
                                    ("comision", "Comisión de Transparencia"),
                                    ("secretaria", "Secretaría Ejecutiva"),
                                    ("sistemas", "Sistemas"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitaciones",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "invita",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("envios", models.PositiveSmallIntegerField(default=1)),
                        ("creada_en", models.DateTimeField()),
                        ("vence_en", models.DateTimeField()),
                        ("aceptada_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "aviso_leido_en",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                verbose_name="cuándo dijo haber leído el aviso de privacidad",
                            ),
                        ),
                        (
                            "cuenta",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitacion",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revocada_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "revocada_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "candidaturas",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="candidaturas.candidatura"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "invitación",
                        "verbose_name_plural": "invitaciones",
                        "ordering": ["-creada_en", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("actor__isnull", False),
                                        ("rol__in", ["enlace", "capturista", "candidata"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("rol__in", ["enlace", "capturista", "candidata"]),
                                            _negated=True,
                                        ),
                                        ("actor", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="invitacion_actor_segun_rol",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("aceptada_en", None),
                                    ("revocada_en", None),
                                    models.Q(("rol", "candidata"), _negated=True),
                                ),
                                fields=("rol", "actor", "correo", "persona"),
                                name="invitacion_pendiente_una_sola",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vence_en__gt", models.F("creada_en"))),
                                name="invitacion_vence_despues",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_invitacionevent" ("aceptada_en", "actor_id", "aviso_leido_en", "correo", "creada_en", "cuenta_id", "envios", "folio", "id", "invita_id", "persona", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revocada_en", "revocada_por_id", "rol", "vence_en") VALUES (NEW."aceptada_en", NEW."actor_id", NEW."aviso_leido_en", NEW."correo", NEW."creada_en", NEW."cuenta_id", NEW."envios", NEW."folio", NEW."id", NEW."invita_id", NEW."persona", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."revocada_en", NEW."revocada_por_id", NEW."rol", NEW."vence_en"); RETURN NULL;',
                                    hash="0c694603ae258df718194405b6b48d1ee38f4582",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_bfa03",
                                    table="captura_invitacion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."aceptada_en" IS DISTINCT FROM (NEW."aceptada_en") OR OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."aviso_leido_en" IS DISTINCT FROM (NEW."aviso_leido_en") OR OLD."correo" IS DISTINCT FROM (NEW."correo") OR OLD."creada_en" IS DISTINCT FROM (NEW."creada_en") OR OLD."cuenta_id" IS DISTINCT FROM (NEW."cuenta_id") OR OLD."envios" IS DISTINCT FROM (NEW."envios") OR OLD."folio" IS DISTINCT FROM (NEW."folio") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invita_id" IS DISTINCT FROM (NEW."invita_id") OR OLD."persona" IS DISTINCT FROM (NEW."persona") OR OLD."revocada_en" IS DISTINCT FROM (NEW."revocada_en") OR OLD."revocada_por_id" IS DISTINCT FROM (NEW."revocada_por_id") OR OLD."rol" IS DISTINCT FROM (NEW."rol") OR OLD."vence_en" IS DISTINCT FROM (NEW."vence_en"))',
                                    func='INSERT INTO "captura_invitacionevent" ("aceptada_en", "actor_id", "aviso_leido_en", "correo", "creada_en", "cuenta_id", "envios", "folio", "id", "invita_id", "persona", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revocada_en", "revocada_por_id", "rol", "vence_en") VALUES (NEW."aceptada_en", NEW."actor_id", NEW."aviso_leido_en", NEW."correo", NEW."creada_en", NEW."cuenta_id", NEW."envios", NEW."folio", NEW."id", NEW."invita_id", NEW."persona", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."revocada_en", NEW."revocada_por_id", NEW."rol", NEW."vence_en"); RETURN NULL;',
                                    hash="7c0cf44e710bfd7e3d98987d500f66cfc5128a66",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_60d73",
                                    table="captura_invitacion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitacionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.invitacion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("folio", models.CharField(max_length=40)),
                        (
                            "persona",
                            models.CharField(max_length=160, verbose_name="nombre de la persona"),
                        ),
                        ("correo", models.EmailField(max_length=254)),
                        (
                            "rol",
                            models.CharField(
                                choices=[
                                    ("enlace", "Enlace del actor político"),
                                    ("capturista", "Capturista"),
                                    ("candidata", "Persona candidata"),
                                    ("revision", "Revisión (UTTAI)"),
                                    ("coordinacion", "Coordinación (UTTAI)"),
                                    ("comision", "Comisión de Transparencia"),
                                    ("secretaria", "Secretaría Ejecutiva"),
                                    ("sistemas", "Sistemas"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "invita",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("envios", models.PositiveSmallIntegerField(default=1)),
                        ("creada_en", models.DateTimeField()),
                        ("vence_en", models.DateTimeField()),
                        ("aceptada_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "aviso_leido_en",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                verbose_name="cuándo dijo haber leído el aviso de privacidad",
                            ),
                        ),
                        (
                            "cuenta",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revocada_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "revocada_por",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="9ac10c0dbb774b1e67daf50b602f68d8af2bc08b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_8ac63",
                                    table="captura_invitacionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LoteDeEscaneos",
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
                                related_name="+",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 del archivo"),
                        ),
                        (
                            "subido_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("subido_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "lote de escaneos",
                        "verbose_name_plural": "lotes de escaneos",
                        "ordering": ["-subido_en", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "actor", "huella", "subido_por"),
                                name="lote_de_escaneos_unico",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HojaEscaneada",
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
                            "lote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hojas",
                                to="captura.lotedeescaneos",
                            ),
                        ),
                        ("numero", models.PositiveSmallIntegerField(verbose_name="página")),
                        (
                            "imagen",
                            models.FileField(
                                max_length=140,
                                storage=captura.models.cuestionario.almacen_privado,
                                upload_to=captura.models.consentimientos.ruta_de_escaneo,
                            ),
                        ),
                        (
                            "huella_de_imagen",
                            models.CharField(max_length=64, verbose_name="SHA-256 de la imagen"),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("por_asignar", "Sin reconocer"),
                                    ("por_transcribir", "Por transcribir"),
                                    ("transcrita", "Transcrita"),
                                    ("reverso", "Aviso de privacidad"),
                                    ("descartada", "Descartada"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("nota", models.CharField(blank=True, max_length=200)),
                        (
                            "hoja",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escaneos",
                                to="captura.hojadeconsentimiento",
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "consentimiento",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escaneo",
                                to="captura.consentimiento",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hoja escaneada",
                        "verbose_name_plural": "hojas escaneadas",
                        "ordering": ["lote", "numero"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lote", "numero"), name="hoja_escaneada_unica"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovimientoDeRegistro",
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
                            "clase",
                            models.CharField(
                                choices=[
                                    ("sustitucion", "Sustitución"),
                                    ("baja", "Baja sin sustitución"),
                                    ("cambio_de_actor", "Cambio de actor político"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="movimientos",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "entra",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "causa",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("renuncia", "Renuncia"),
                                    ("fallecimiento", "Fallecimiento"),
                                    ("inhabilitacion", "Inhabilitación"),
                                    ("resolucion_judicial", "Resolución judicial"),
                                    ("otro", "Otra"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("acuerdo", models.CharField(max_length=120)),
                        ("surte_efecto_en", models.DateTimeField()),
                        ("registrado_en", models.DateTimeField()),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "actor_anterior",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "actor_nuevo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        ("estaba_publicado", models.BooleanField(default=False)),
                        ("retenido", models.JSONField(default=dict)),
                        ("accesos", models.JSONField(default=list)),
                        ("deshecho_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "deshecho_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("motivo_de_deshacer", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "movimiento del registro",
                        "verbose_name_plural": "movimientos del registro",
                        "ordering": ["-registrado_en", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("deshecho_en", None),
                                    models.Q(("clase", "cambio_de_actor"), _negated=True),
                                ),
                                fields=("candidatura",),
                                name="movimiento_una_salida_por_candidatura",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("clase", "cambio_de_actor"), _negated=True),
                                    models.Q(
                                        ("actor_anterior__isnull", False),
                                        ("actor_nuevo__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="movimiento_de_actor_con_ambos",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_movimientoderegistroevent" ("accesos", "actor_anterior_id", "actor_nuevo_id", "acuerdo", "candidatura_id", "causa", "clase", "deshecho_en", "deshecho_por_id", "entra_id", "estaba_publicado", "id", "motivo_de_deshacer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registrado_en", "registrado_por_id", "retenido", "surte_efecto_en") VALUES (NEW."accesos", NEW."actor_anterior_id", NEW."actor_nuevo_id", NEW."acuerdo", NEW."candidatura_id", NEW."causa", NEW."clase", NEW."deshecho_en", NEW."deshecho_por_id", NEW."entra_id", NEW."estaba_publicado", NEW."id", NEW."motivo_de_deshacer", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."registrado_en", NEW."registrado_por_id", NEW."retenido", NEW."surte_efecto_en"); RETURN NULL;',
                                    hash="3002f721c1359ad58deb1323935573b3850560c4",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3e06b",
                                    table="captura_movimientoderegistro",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_movimientoderegistroevent" ("accesos", "actor_anterior_id", "actor_nuevo_id", "acuerdo", "candidatura_id", "causa", "clase", "deshecho_en", "deshecho_por_id", "entra_id", "estaba_publicado", "id", "motivo_de_deshacer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registrado_en", "registrado_por_id", "retenido", "surte_efecto_en") VALUES (NEW."accesos", NEW."actor_anterior_id", NEW."actor_nuevo_id", NEW."acuerdo", NEW."candidatura_id", NEW."causa", NEW."clase", NEW."deshecho_en", NEW."deshecho_por_id", NEW."entra_id", NEW."estaba_publicado", NEW."id", NEW."motivo_de_deshacer", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."registrado_en", NEW."registrado_por_id", NEW."retenido", NEW."surte_efecto_en"); RETURN NULL;',
                                    hash="e778a9e35c1d541f49aa8b4f0e1b7061c1c5330b",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_05e17",
                                    table="captura_movimientoderegistro",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AvisoAlINE",
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
                            "movimiento",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aviso",
                                to="captura.movimientoderegistro",
                            ),
                        ),
                        ("asunto", models.CharField(max_length=300)),
                        ("texto", models.TextField()),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("borrador", "Borrador"),
                                    ("en_oficio", "En oficio"),
                                    ("descartado", "Descartado"),
                                ],
                                default="borrador",
                                max_length=10,
                            ),
                        ),
                        ("redactado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "aviso al INE",
                        "verbose_name_plural": "avisos al INE",
                        "ordering": ["redactado_en"],
                    },
                ),
                migrations.CreateModel(
                    name="MovimientoDeRegistroEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.movimientoderegistro",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "clase",
                            models.CharField(
                                choices=[
                                    ("sustitucion", "Sustitución"),
                                    ("baja", "Baja sin sustitución"),
                                    ("cambio_de_actor", "Cambio de actor político"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "entra",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "causa",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("renuncia", "Renuncia"),
                                    ("fallecimiento", "Fallecimiento"),
                                    ("inhabilitacion", "Inhabilitación"),
                                    ("resolucion_judicial", "Resolución judicial"),
                                    ("otro", "Otra"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("acuerdo", models.CharField(max_length=120)),
                        ("surte_efecto_en", models.DateTimeField()),
                        ("registrado_en", models.DateTimeField()),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "actor_anterior",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "actor_nuevo",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        ("estaba_publicado", models.BooleanField(default=False)),
                        ("retenido", models.JSONField(default=dict)),
                        ("accesos", models.JSONField(default=list)),
                        ("deshecho_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "deshecho_por",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("motivo_de_deshacer", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="feb918de9f1076c59ebd720d9544dd86659ef82b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_4f3ea",
                                    table="captura_movimientoderegistroevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovimientoDeReporte",
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
                            "reporte",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="movimientos",
                                to="captura.reportedeerror",
                            ),
                        ),
                        (
                            "hacia",
                            models.CharField(
                                choices=[
                                    ("abierto", "Abierto"),
                                    ("en_atencion", "En atención"),
                                    ("cerrado", "Cerrado"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("nota", models.TextField(blank=True)),
                        (
                            "autor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("momento", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "movimiento de un reporte",
                        "verbose_name_plural": "movimientos de reportes",
                        "ordering": ["momento", "pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="03779da49171692f974ee4584b4f2f2fc4750bdc",
                                    operation="UPDATE",
                                    pgid="pgtrigger_solo_se_anade_c1d6b",
                                    table="captura_movimientodereporte",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Observacion",
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
                            "cuestionario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="observaciones",
                                to="captura.cuestionario",
                            ),
                        ),
                        ("ronda", models.PositiveSmallIntegerField()),
                        ("campo", models.CharField(max_length=40)),
                        (
                            "supuesto",
                            models.CharField(
                                choices=[
                                    ("copia", "Copia íntegra de propuestas de otra candidatura"),
                                    ("ofensivo", "Contenido ofensivo o discriminatorio"),
                                    ("sexista", "Lenguaje sexista"),
                                    (
                                        "otra_candidatura",
                                        "Información o imágenes de otra candidatura",
                                    ),
                                    ("otro_partido", "Alusiones a otro partido o candidatura"),
                                    ("restringido", "Contenido restringido por la ley"),
                                    ("lemas", "Lemas o imágenes de campaña"),
                                    ("formato", "Error de formato, captura o ilegible"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("texto", models.TextField()),
                        (
                            "valor_observado",
                            models.JSONField(null=True, verbose_name="valor al observar"),
                        ),
                        (
                            "creada_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("creada_en", models.DateTimeField()),
                        ("respuesta", models.TextField(blank=True)),
                        (
                            "respondida_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("respondida_en", models.DateTimeField(blank=True, null=True)),
                        ("atendida_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "resolucion",
                            models.CharField(
                                blank=True,
                                choices=[("aplicada", "Aplicada"), ("no_aprobada", "No aprobada")],
                                max_length=20,
                                verbose_name="resolución",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "observación",
                        "verbose_name_plural": "observaciones",
                        "ordering": ["cuestionario", "ronda", "pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_observacionevent" ("atendida_en", "campo", "creada_en", "creada_por_id", "cuestionario_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolucion", "respondida_en", "respondida_por_id", "respuesta", "ronda", "supuesto", "texto", "valor_observado") VALUES (NEW."atendida_en", NEW."campo", NEW."creada_en", NEW."creada_por_id", NEW."cuestionario_id", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."resolucion", NEW."respondida_en", NEW."respondida_por_id", NEW."respuesta", NEW."ronda", NEW."supuesto", NEW."texto", NEW."valor_observado"); RETURN NULL;',
                                    hash="2db9a455390cdfca24fba7775ad4cb3ed1c65c67",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_74756",
                                    table="captura_observacion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_observacionevent" ("atendida_en", "campo", "creada_en", "creada_por_id", "cuestionario_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolucion", "respondida_en", "respondida_por_id", "respuesta", "ronda", "supuesto", "texto", "valor_observado") VALUES (NEW."atendida_en", NEW."campo", NEW."creada_en", NEW."creada_por_id", NEW."cuestionario_id", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."resolucion", NEW."respondida_en", NEW."respondida_por_id", NEW."respuesta", NEW."ronda", NEW."supuesto", NEW."texto", NEW."valor_observado"); RETURN NULL;',
                                    hash="f448f04e0f025609e5172815a922bdccf404189c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b96f0",
                                    table="captura_observacion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObservacionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.observacion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "cuestionario",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.cuestionario",
                            ),
                        ),
                        ("ronda", models.PositiveSmallIntegerField()),
                        ("campo", models.CharField(max_length=40)),
                        (
                            "supuesto",
                            models.CharField(
                                choices=[
                                    ("copia", "Copia íntegra de propuestas de otra candidatura"),
                                    ("ofensivo", "Contenido ofensivo o discriminatorio"),
                                    ("sexista", "Lenguaje sexista"),
                                    (
                                        "otra_candidatura",
                                        "Información o imágenes de otra candidatura",
                                    ),
                                    ("otro_partido", "Alusiones a otro partido o candidatura"),
                                    ("restringido", "Contenido restringido por la ley"),
                                    ("lemas", "Lemas o imágenes de campaña"),
                                    ("formato", "Error de formato, captura o ilegible"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("texto", models.TextField()),
                        (
                            "valor_observado",
                            models.JSONField(null=True, verbose_name="valor al observar"),
                        ),
                        (
                            "creada_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("creada_en", models.DateTimeField()),
                        ("respuesta", models.TextField(blank=True)),
                        (
                            "respondida_por",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("respondida_en", models.DateTimeField(blank=True, null=True)),
                        ("atendida_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "resolucion",
                            models.CharField(
                                blank=True,
                                choices=[("aplicada", "Aplicada"), ("no_aprobada", "No aprobada")],
                                max_length=20,
                                verbose_name="resolución",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="98d38b1b178e9a8c18f988a50ca47f04bcca2f56",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_07730",
                                    table="captura_observacionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Prorroga",
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
                            "cuestionario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="prorrogas",
                                to="captura.cuestionario",
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("pedida", "Pedida"),
                                    ("concedida", "Concedida"),
                                    ("negada", "Negada"),
                                ],
                                default="pedida",
                                max_length=10,
                            ),
                        ),
                        ("vencia_en", models.DateTimeField(verbose_name="vencimiento al pedirla")),
                        ("motivo", models.TextField()),
                        (
                            "pedida_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pedida_en", models.DateTimeField()),
                        (
                            "hasta",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="nuevo vencimiento"
                            ),
                        ),
                        ("respuesta", models.TextField(blank=True)),
                        (
                            "resuelta_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("resuelta_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "prórroga",
                        "ordering": ["pedida_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("estado", "pedida")),
                                fields=("cuestionario",),
                                name="prorroga_una_en_espera",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("estado", "concedida"), _negated=True),
                                    ("hasta__isnull", False),
                                    _connector="OR",
                                ),
                                name="prorroga_concedida_con_fecha",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("estado", "pedida"), ("resuelta_en", None)),
                                    models.Q(
                                        models.Q(("estado", "pedida"), _negated=True),
                                        ("resuelta_en__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="prorroga_resuelta_con_hora",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_prorrogaevent" ("cuestionario_id", "estado", "hasta", "id", "motivo", "pedida_en", "pedida_por_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "respuesta", "resuelta_en", "resuelta_por_id", "vencia_en") VALUES (NEW."cuestionario_id", NEW."estado", NEW."hasta", NEW."id", NEW."motivo", NEW."pedida_en", NEW."pedida_por_id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."respuesta", NEW."resuelta_en", NEW."resuelta_por_id", NEW."vencia_en"); RETURN NULL;',
                                    hash="2555eb00aec52e5822e65a9b35d45edfafc86061",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fb57a",
                                    table="captura_prorroga",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_prorrogaevent" ("cuestionario_id", "estado", "hasta", "id", "motivo", "pedida_en", "pedida_por_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "respuesta", "resuelta_en", "resuelta_por_id", "vencia_en") VALUES (NEW."cuestionario_id", NEW."estado", NEW."hasta", NEW."id", NEW."motivo", NEW."pedida_en", NEW."pedida_por_id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."respuesta", NEW."resuelta_en", NEW."resuelta_por_id", NEW."vencia_en"); RETURN NULL;',
                                    hash="d67b627ef6673adc73a2b470ce7e2b7c51624019",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a9686",
                                    table="captura_prorroga",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProrrogaEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.prorroga",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "cuestionario",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.cuestionario",
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("pedida", "Pedida"),
                                    ("concedida", "Concedida"),
                                    ("negada", "Negada"),
                                ],
                                default="pedida",
                                max_length=10,
                            ),
                        ),
                        ("vencia_en", models.DateTimeField(verbose_name="vencimiento al pedirla")),
                        ("motivo", models.TextField()),
                        (
                            "pedida_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pedida_en", models.DateTimeField()),
                        (
                            "hasta",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="nuevo vencimiento"
                            ),
                        ),
                        ("respuesta", models.TextField(blank=True)),
                        (
                            "resuelta_por",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("resuelta_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="791451d9dd35bb0e5555079214a281909edccab6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_5e1e1",
                                    table="captura_prorrogaevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recordatorio",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recordatorios",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "correo",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recordatorio",
                                to="captura.correo",
                            ),
                        ),
                        (
                            "faltaba",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None
                            ),
                        ),
                        ("vencia_en", models.DateTimeField(blank=True, null=True)),
                        ("dia", models.DateField(verbose_name="día")),
                        (
                            "pedido_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pedido_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "recordatorio",
                        "ordering": ["-pedido_en", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("candidatura", "dia"), name="recordatorio_uno_por_dia"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="dab0012ab77f3eee57a26cead708276c20492c71",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_995f0",
                                    table="captura_recordatorio",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RespuestasDeIdentidad",
                    fields=[
                        (
                            "candidatura",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "cuestionario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="captura.cuestionariodeidentidad",
                            ),
                        ),
                        ("cifradas", models.BinaryField(verbose_name="respuestas cifradas")),
                        (
                            "llave",
                            models.CharField(
                                db_index=True, max_length=40, verbose_name="nombre de la llave"
                            ),
                        ),
                        (
                            "capturadas_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("guardadas_en", models.DateTimeField()),
                        (
                            "contestado_en",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="contestado por completo"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "respuestas de identidad",
                        "verbose_name_plural": "respuestas de identidad",
                    },
                ),
                migrations.CreateModel(
                    name="RestablecimientoDeSegundoFactor",
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
                            "cuenta",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="restablecimientos",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "motivo",
                            models.TextField(
                                verbose_name="qué pasó y cómo se comprobó quién lo pide"
                            ),
                        ),
                        (
                            "pide",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pedido_en", models.DateTimeField()),
                        (
                            "resuelve",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("resuelto_en", models.DateTimeField(blank=True, null=True)),
                        ("aprobado", models.BooleanField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "restablecimiento de segundo factor",
                        "verbose_name_plural": "restablecimientos de segundo factor",
                        "ordering": ["-pedido_en", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("resuelto_en", None)),
                                fields=("cuenta",),
                                name="restablecimiento_uno_pendiente",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("aprobado", None),
                                        ("resuelto_en", None),
                                        ("resuelve", None),
                                    ),
                                    models.Q(
                                        ("aprobado__isnull", False),
                                        ("resuelto_en__isnull", False),
                                        ("resuelve__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="restablecimiento_resuelto_completo",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("aprobado", True), _negated=True),
                                    models.Q(
                                        models.Q(("resuelve", models.F("pide")), _negated=True),
                                        models.Q(("resuelve", models.F("cuenta")), _negated=True),
                                        models.Q(("pide", models.F("cuenta")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="restablecimiento_de_dos_personas",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SolicitudDeHabilitacion",
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
                            "familia",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="solicitudes",
                                to="captura.familiadecompromisos",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.actorpolitico",
                                verbose_name="actor cuyas candidaturas son",
                            ),
                        ),
                        (
                            "solicitante",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.actorpolitico",
                                verbose_name="actor que la pide",
                            ),
                        ),
                        (
                            "canal",
                            models.CharField(
                                choices=[
                                    ("sistema", "Sistema"),
                                    ("correo", "Correo electrónico"),
                                    ("oficio", "Oficio"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("referencia", models.CharField(blank=True, max_length=120)),
                        ("recibida_en", models.DateTimeField()),
                        ("atendida_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "atendida_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "solicitud de habilitación",
                        "verbose_name_plural": "solicitudes de habilitación",
                        "ordering": ["recibida_en"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_solicituddehabilitacionevent" ("actor_id", "atendida_en", "atendida_por_id", "canal", "familia_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recibida_en", "referencia", "solicitante_id") VALUES (NEW."actor_id", NEW."atendida_en", NEW."atendida_por_id", NEW."canal", NEW."familia_id", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."recibida_en", NEW."referencia", NEW."solicitante_id"); RETURN NULL;',
                                    hash="f9e430395c6436815b26273d6cad711f59012541",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_dc23e",
                                    table="captura_solicituddehabilitacion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_solicituddehabilitacionevent" ("actor_id", "atendida_en", "atendida_por_id", "canal", "familia_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recibida_en", "referencia", "solicitante_id") VALUES (NEW."actor_id", NEW."atendida_en", NEW."atendida_por_id", NEW."canal", NEW."familia_id", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."recibida_en", NEW."referencia", NEW."solicitante_id"); RETURN NULL;',
                                    hash="b2e402cee5e91c46b9fa04e4653fc90b76055c33",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7709a",
                                    table="captura_solicituddehabilitacion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Habilitacion",
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
                            "solicitud",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="habilitaciones",
                                to="captura.solicituddehabilitacion",
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="habilitaciones",
                                to="candidaturas.candidatura",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "habilitación",
                        "verbose_name_plural": "habilitaciones",
                        "ordering": ["solicitud", "candidatura"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("solicitud", "candidatura"),
                                name="habilitacion_unica_por_solicitud",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SolicitudDeHabilitacionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.solicituddehabilitacion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "familia",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.familiadecompromisos",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.actorpolitico",
                                verbose_name="actor cuyas candidaturas son",
                            ),
                        ),
                        (
                            "solicitante",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.actorpolitico",
                                verbose_name="actor que la pide",
                            ),
                        ),
                        (
                            "canal",
                            models.CharField(
                                choices=[
                                    ("sistema", "Sistema"),
                                    ("correo", "Correo electrónico"),
                                    ("oficio", "Oficio"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("referencia", models.CharField(blank=True, max_length=120)),
                        ("recibida_en", models.DateTimeField()),
                        ("atendida_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "atendida_por",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="12c768dded7402c5ce9b04f0f7ee2b96230a5d78",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_1078c",
                                    table="captura_solicituddehabilitacionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextoComparado",
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
                            "cuestionario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="textos_comparados",
                                to="captura.cuestionario",
                            ),
                        ),
                        ("campo", models.CharField(max_length=40)),
                        (
                            "trozos",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                help_text="Todos, sin repetir y en orden.",
                                size=None,
                            ),
                        ),
                        (
                            "semillas",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                help_text="Por lo que se busca.",
                                size=None,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "texto comparado",
                        "verbose_name_plural": "textos comparados",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fastupdate=False, fields=["semillas"], name="texto_por_semilla"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("cuestionario", "campo"), name="texto_comparado_unico"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Trabajo",
                    fields=[
                        (
                            "uuid",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("clase", models.CharField(max_length=40)),
                        (
                            "clave",
                            models.CharField(
                                help_text="Lo que hace igual a dos peticiones.", max_length=200
                            ),
                        ),
                        ("titulo", models.CharField(max_length=200, verbose_name="título")),
                        ("parametros", models.JSONField(default=dict)),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("pendiente", "En espera"),
                                    ("en_curso", "En curso"),
                                    ("terminado", "Terminado"),
                                    ("fallido", "No se pudo"),
                                    ("cancelado", "Cancelado"),
                                    ("vencido", "Vencido"),
                                ],
                                default="pendiente",
                                max_length=10,
                            ),
                        ),
                        (
                            "pedido_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trabajos",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rol",
                            models.CharField(
                                choices=[
                                    ("enlace", "Enlace del actor político"),
                                    ("capturista", "Capturista"),
                                    ("candidata", "Persona candidata"),
                                    ("revision", "Revisión (UTTAI)"),
                                    ("coordinacion", "Coordinación (UTTAI)"),
                                    ("comision", "Comisión de Transparencia"),
                                    ("secretaria", "Secretaría Ejecutiva"),
                                    ("sistemas", "Sistemas"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("enlace", "Enlace del actor político"),
                                        ("capturista", "Capturista"),
                                        ("candidata", "Persona candidata"),
                                        ("revision", "Revisión (UTTAI)"),
                                        ("coordinacion", "Coordinación (UTTAI)"),
                                        ("comision", "Comisión de Transparencia"),
                                        ("secretaria", "Secretaría Ejecutiva"),
                                        ("sistemas", "Sistemas"),
                                    ],
                                    max_length=20,
                                ),
                                default=list,
                                size=None,
                                verbose_name="roles que lo ven",
                            ),
                        ),
                        ("pedido_en", models.DateTimeField()),
                        ("terminado_en", models.DateTimeField(blank=True, null=True)),
                        ("vence_en", models.DateTimeField(blank=True, null=True)),
                        ("hecho", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("mensaje", models.TextField(blank=True)),
                        ("intentos", models.PositiveSmallIntegerField(default=0)),
                        ("turno", models.UUIDField(blank=True, null=True)),
                        ("latido_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "se_pidio_cancelar",
                            models.BooleanField(default=False, verbose_name="se pidió cancelar"),
                        ),
                        ("con_entrada", models.BooleanField(default=False)),
                        (
                            "archivo",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="nombre del archivo"
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="SHA-256 del archivo"
                            ),
                        ),
                        (
                            "tamano",
                            models.PositiveBigIntegerField(
                                default=0, verbose_name="tamaño en bytes"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "trabajo",
                        "ordering": ["-pedido_en"],
                        "indexes": [
                            models.Index(
                                fields=["pedido_por", "-pedido_en"], name="trabajo_por_quien"
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("estado__in", ["pendiente", "en_curso", "terminado"])
                                ),
                                fields=["estado"],
                                name="trabajo_vivo",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("estado__in", ["pendiente", "en_curso", "terminado"])
                                ),
                                fields=("clase", "clave"),
                                name="trabajo_unico_mientras_vive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("estado", "en_curso"), _negated=True),
                                    ("turno__isnull", False),
                                    _connector="OR",
                                ),
                                name="trabajo_en_curso_con_turno",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("estado", "terminado"), _negated=True),
                                    ("vence_en__isnull", False),
                                    _connector="OR",
                                ),
                                name="trabajo_terminado_con_vencimiento",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Descarga",
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
                            "trabajo",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="descargas",
                                to="captura.trabajo",
                            ),
                        ),
                        (
                            "usuario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("momento", models.DateTimeField()),
                        (
                            "huella",
                            models.CharField(
                                max_length=64, verbose_name="SHA-256 de lo que se bajó"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "descarga",
                        "ordering": ["-momento"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="23d9a93f1f62cf16baa1010c5ee5057a21e52e10",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_fde0e",
                                    table="captura_descarga",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccesoAIdentidad",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        (
                            "proposito",
                            models.CharField(
                                choices=[
                                    ("responder", "Contestar o revisar sus propias respuestas"),
                                    ("capturar", "Capturar por encargo de la persona"),
                                    ("publicar", "Calcular qué distintivos consintió publicar"),
                                    ("estadistica", "Hacer estadística sin nombres"),
                                    (
                                        "derecho_de_acceso",
                                        "Entregar a la persona sus propios datos",
                                    ),
                                    ("cambiar_llave", "Volver a cifrar con otra llave"),
                                ],
                                max_length=20,
                                verbose_name="propósito",
                            ),
                        ),
                        ("escribe", models.BooleanField(default=False, verbose_name="guardó")),
                        (
                            "usuario",
                            models.ForeignKey(
                                blank=True,
                                help_text="Vacío si lo hizo el sistema.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("momento", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "acceso a identidad",
                        "verbose_name_plural": "accesos a identidad",
                        "ordering": ["-momento", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["candidatura", "-momento"], name="acceso_por_candidatura"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="no_cambia",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="2ba34ba65918a38310d15f39e09def6a969ca95c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_no_cambia_42504",
                                    table="captura_accesoaidentidad",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContenidoDeActo",
                    fields=[
                        (
                            "acto",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="contenido",
                                serialize=False,
                                to="captura.acto",
                            ),
                        ),
                        ("sal", models.UUIDField(default=uuid.uuid4)),
                        (
                            "datos",
                            models.JSONField(
                                default=dict,
                                help_text="Claves y números del acto; nunca textos ni datos personales.",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contenido de un acto",
                        "verbose_name_plural": "contenidos de actos",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="no_se_cambia",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="b91ace427d6557eabcc75dc647da5d689829ac88",
                                    operation="UPDATE",
                                    pgid="pgtrigger_no_se_cambia_03245",
                                    table="captura_contenidodeacto",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="no_se_borra",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="306fe7c45179fcb2adf80cfa7f8cd50fda0425e2",
                                    operation="DELETE",
                                    pgid="pgtrigger_no_se_borra_fade9",
                                    table="captura_contenidodeacto",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Eslabon",
                    fields=[
                        (
                            "acto",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="eslabon",
                                serialize=False,
                                to="captura.acto",
                            ),
                        ),
                        (
                            "numero",
                            models.BigIntegerField(
                                help_text="Desde 1 y sin huecos.",
                                null=True,
                                unique=True,
                                verbose_name="lugar",
                            ),
                        ),
                        (
                            "digesto",
                            models.CharField(
                                db_default="",
                                help_text="SHA-256 de la sal y el contenido del acto.",
                                max_length=64,
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(
                                db_default="",
                                help_text="SHA-256 de la huella anterior y de este acto.",
                                max_length=64,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "eslabón",
                        "verbose_name_plural": "eslabones",
                        "ordering": ["numero"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="encadenar",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    constraint="CONSTRAINT",
                                    declare="DECLARE previo RECORD; lugar BIGINT; resumen TEXT; texto TEXT;",
                                    func="\n    PERFORM pg_advisory_xact_lock(20230604);\n    SELECT e.numero, e.huella INTO previo FROM captura_eslabon e\n        WHERE e.numero IS NOT NULL ORDER BY e.numero DESC LIMIT 1;\n    lugar := coalesce(previo.numero, 0) + 1;\n    SELECT encode(sha256(convert_to(c.sal::text || ':' || c.datos::text, 'UTF8')), 'hex') INTO resumen\n        FROM captura_contenidodeacto c WHERE c.acto_id = NEW.acto_id;\n    resumen := coalesce(resumen, '');\n    SELECT coalesce(previo.huella, '') || json_build_array(lugar, a.id, a.clase, a.proceso_id, a.candidatura_id, a.actor_id, a.autor_id, a.contexto, extract(epoch FROM a.surte_efecto_en), extract(epoch FROM a.registrado_en), resumen)::text\n        INTO texto FROM captura_acto a WHERE a.id = NEW.acto_id;\n    UPDATE captura_eslabon SET\n        numero = lugar,\n        digesto = resumen,\n        huella = encode(sha256(convert_to(texto, 'UTF8')), 'hex')\n        WHERE acto_id = NEW.acto_id;\n    RETURN NULL;\n",
                                    hash="3ec54946052c752db92114fe65e68eb42561d6ca",
                                    operation="INSERT",
                                    pgid="pgtrigger_encadenar_5bf9a",
                                    table="captura_eslabon",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="lleno_no_se_cambia",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."numero" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="95688ebb571e9a63d366c6773fed37b795eac2c0",
                                    operation="UPDATE",
                                    pgid="pgtrigger_lleno_no_se_cambia_a7f9a",
                                    table="captura_eslabon",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="no_se_borra_eslabon",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="e4d54f43263d58c4dd1b0e860647227cc4c9628b",
                                    operation="DELETE",
                                    pgid="pgtrigger_no_se_borra_eslabon_d26eb",
                                    table="captura_eslabon",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Acuse",
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
                        ("folio", models.CharField(max_length=40, unique=True)),
                        (
                            "cuestionario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acuses",
                                to="captura.cuestionario",
                            ),
                        ),
                        ("contenido", models.JSONField()),
                        ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("emitido_en", models.DateTimeField()),
                        (
                            "emitido_para",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acuse",
                        "ordering": ["-emitido_en"],
                    },
                ),
                migrations.CreateModel(
                    name="Adscripcion",
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
                            "usuario",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="adscripcion",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rol",
                            models.CharField(
                                choices=[
                                    ("enlace", "Enlace del actor político"),
                                    ("capturista", "Capturista"),
                                    ("candidata", "Persona candidata"),
                                    ("revision", "Revisión (UTTAI)"),
                                    ("coordinacion", "Coordinación (UTTAI)"),
                                    ("comision", "Comisión de Transparencia"),
                                    ("secretaria", "Secretaría Ejecutiva"),
                                    ("sistemas", "Sistemas"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="adscripciones",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        ("desde", models.DateTimeField(default=conoceles.comun.reloj.ahora)),
                        ("vence_en", models.DateTimeField(blank=True, null=True)),
                        (
                            "candidaturas",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="candidaturas.candidatura"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "adscripción",
                        "verbose_name_plural": "adscripciones",
                        "ordering": ["usuario"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("actor__isnull", False),
                                        ("rol__in", ["enlace", "capturista", "candidata"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("rol__in", ["enlace", "capturista", "candidata"]),
                                            _negated=True,
                                        ),
                                        ("actor", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="adscripcion_actor_segun_rol",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "captura_adscripcionevent" ("actor_id", "desde", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rol", "usuario_id", "vence_en") VALUES (NEW."actor_id", NEW."desde", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."rol", NEW."usuario_id", NEW."vence_en"); RETURN NULL;',
                                    hash="3925bb4bbfd0e659088bc30b2aa4e3d2afc81b04",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_56402",
                                    table="captura_adscripcion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "captura_adscripcionevent" ("actor_id", "desde", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rol", "usuario_id", "vence_en") VALUES (NEW."actor_id", NEW."desde", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."rol", NEW."usuario_id", NEW."vence_en"); RETURN NULL;',
                                    hash="34ad368586f19d166a30eb65ae7dc4e062c3076a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_95109",
                                    table="captura_adscripcion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdscripcionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="captura.adscripcion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "usuario",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rol",
                            models.CharField(
                                choices=[
                                    ("enlace", "Enlace del actor político"),
                                    ("capturista", "Capturista"),
                                    ("candidata", "Persona candidata"),
                                    ("revision", "Revisión (UTTAI)"),
                                    ("coordinacion", "Coordinación (UTTAI)"),
                                    ("comision", "Comisión de Transparencia"),
                                    ("secretaria", "Secretaría Ejecutiva"),
                                    ("sistemas", "Sistemas"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.actorpolitico",
                            ),
                        ),
                        ("desde", models.DateTimeField(default=conoceles.comun.reloj.ahora)),
                        ("vence_en", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="9c1b95bd12bbb324c2bdc8a09c18bd9bbd405093",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e9ebf",
                                    table="captura_adscripcionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TomaDeRevision",
                    fields=[
                        (
                            "cuestionario",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="toma",
                                serialize=False,
                                to="captura.cuestionario",
                            ),
                        ),
                        (
                            "usuario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("hasta", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "toma de un perfil para revisarlo",
                        "verbose_name_plural": "tomas de perfiles para revisarlos",
                    },
                ),
            ]
        ),
    ]
