using System.Globalization;
using System.Text;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Docs;

/// <summary><c>docs/lists.md</c> in both languages: the reference lists, how text is matched, and how lists are changed.</summary>
internal static class ListsPage
{
    private static readonly BilingualText Introduction = new(
        """
        # Reference lists

        `GET /api/v1/list` returns all lists. `GET /api/v1/list/{LIST}` returns the items of one list, by its name (case-insensitive)
        or its number. `?parentId=` limits them to the items of one parent item: `GET /api/v1/list/CITY?parentId=4` returns the cities
        of the Eastern Province. An item looks like this:
        `{"value": 4, "label": "Eastern Province", "labelAr": "المنطقة الشرقية", "code": "SA-04", "parentValue": 1}`. With `?lang=ar` or
        `Accept-Language: ar`, `label` is in Arabic. Responses have an `ETag`: send it in `If-None-Match`, and the response is an empty
        304 as long as nothing has changed.

        | list | number | title | parent list | other names and numbers | built-in items |
        |---|---|---|---|---|---|

        """,
        """
        # القوائم المرجعية

        يعيد `GET /api/v1/list` جميع القوائم، ويعيد `GET /api/v1/list/{LIST}` عناصر قائمة واحدة باسمها (بأحرف كبيرة أو صغيرة) أو برقمها.
        ويحصرها `?parentId=` في العناصر التابعة لعنصر واحد: يعيد `GET /api/v1/list/CITY?parentId=4` مدن المنطقة الشرقية. وهذا مثال لعنصر:
        `{"value": 4, "label": "Eastern Province", "labelAr": "المنطقة الشرقية", "code": "SA-04", "parentValue": 1}`. ومع `?lang=ar` أو
        `Accept-Language: ar` تكون `label` بالعربية. وفي الرد `ETag`: أرسلها في `If-None-Match` فيكون الرد 304 دون محتوى ما لم يتغير شيء.

        | القائمة | رقمها | عنوانها | تابعة لقائمة | أسماء وأرقام أخرى | عدد العناصر المدمجة |
        |---|---|---|---|---|---|

        """
    );

    private static readonly BilingualText Matching = new(
        """

        ## How text is matched

        Text matches an item if it equals its label in either language, its code, or one of its aliases (other common
        spellings), after both are normalized: leading and trailing spaces are removed, repeated spaces are collapsed, and
        case and accents are ignored. In Arabic, tatweel and diacritics are ignored, and the forms of alef (أ إ آ ا), ya (ى
        ي), and ta marbuta (ة ه) are treated as the same letter. Arabic-Indic digits count as 0 to 9, and a hyphen between
        letters counts as a space. If nothing matches, text that consists of digits is taken as a `value`. If two items match
        equally well, the value is rejected as ambiguous.

        Text that still matches nothing is compared once more without apostrophes (`Ha'il`), without the article «ال» of each
        word, without a space or hyphen between a letter and a digit (`EV 9`), and, for regions, cities, and branches, without
        a generic word before or after the name: محافظة, مدينة, منطقة, مركز, فرع, معرض, City, Governorate, Province, Region,
        Branch, Showroom. Exactly one item must match.

        Instead of text or a `value`, you can send an item as the lists return it, `{"value": 1, "label": "Saudi Arabia"}`.
        The `value` decides, or the `label` if there is no `value`.

        The value of a dependent list is looked up under the selected parent item: `subSource` under `source`, `customerCity`
        under `customerRegion`. If a list has no items under the selected parent item (the regions of most countries), the
        field is optional and its text is stored as sent.

        ## Changing a list

        `./leadgate lists export CITY > city.json` writes a list to a file, and `./leadgate lists import city.json` replaces
        it, after showing what that adds, renames, changes, and retires, and asking. `--yes` answers for scripts, and
        `--dry-run` only shows the changes. Over the API, an API key with the scope `lists:write` reads the same file with
        `GET /api/v1/list/CITY/file` and imports it with `PUT`; `?dryRun=true` returns the changes and stores nothing. A
        running service uses the new list within two seconds.

        A `value` is permanent: items that are missing from the file, or marked `"isActive": false`, are retired. They are no
        longer listed, but existing leads still show them. A new label of an item changes what existing leads show, so never
        give the `value` of one item to another. A list that a mandatory field needs cannot be emptied.
        `./leadgate lists check --stored` validates the lists in the database, and `./leadgate lists check` the built-in lists
        (`src/Leadgate.Domain/Lists/Seed`).

        A newer program updates the lists of an existing database when the service starts, and with `./leadgate lists update`:
        new items, labels, and aliases are added, and whatever you have changed stays. `--dry-run` shows what would change.

        An item in a file has `value`, `label`, and `labelAr`, and, where they apply, `code`, `parentValue`, `aliases`, and
        `isActive`. A branch also has `city` (the `value` of the city it is in) and `isDefault` (it gets the leads of its
        brand that no other branch is near). A city that names a whole governorate has the `city` that is its seat, so that
        leads are routed to the branch there.

        """,
        """

        ## كيف يُطابق النص

        يطابق النص عنصرًا إذا ساوى تسميته بإحدى اللغتين أو رمزه أو أحد أسمائه البديلة، بعد توحيد كتابة الاثنين: تُحذف المسافات من الطرفين
        وتُجعل المسافات المتكررة واحدة، ولا فرق بين الأحرف الكبيرة والصغيرة ولا أثر للعلامات فوقها. وفي العربية لا أثر للتطويل والتشكيل،
        وتُعدّ أشكال الألف (أ إ آ ا) حرفًا واحدًا، وكذلك الياء (ى ي) والتاء المربوطة والهاء (ة ه). والأرقام العربية ٠ إلى ٩ مثل 0 إلى 9،
        والشرطة بين حرفين مثل المسافة. وإذا لم يطابق شيء فالنص المكوّن من أرقام هو رقم العنصر (`value`). وإذا تساوى عنصران في المطابقة رُفضت
        القيمة برمز الخطأ [`ambiguous`](errors/ambiguous.md).

        والنص الذي لا يطابق شيئًا بعد ذلك يُقارن مرة أخرى دون الفاصلة العليا (`Ha'il`)، ودون «ال» التعريف من كل كلمة، ودون المسافة أو الشرطة
        بين حرف ورقم (`EV 9`)، وفي المناطق والمدن والفروع دون كلمة عامة قبل الاسم أو بعده: محافظة، مدينة، منطقة، مركز، فرع، معرض، City،
        Governorate، Province، Region، Branch، Showroom. ويجب أن يطابق عندئذ عنصرًا واحدًا فقط.

        وبدل النص أو `value` يمكنك أن ترسل العنصر كما تعيده القوائم: `{"value": 1, "label": "Saudi Arabia"}`. العبرة بالرقم `value`، وإن لم
        يوجد فبالتسمية `label`.

        وتُبحث قيمة القائمة التابعة ضمن ما يتبع العنصر المختار: `subSource` ضمن `source`، و`customerCity` ضمن `customerRegion`. وإذا لم يكن
        للعنصر المختار عناصر تابعة (مثل مناطق معظم الدول) فالحقل اختياري ويُحفظ نصه كما أُرسل.

        ## تغيير قائمة

        يكتب `./leadgate lists export CITY > city.json` قائمة في ملف، ويستبدلها `./leadgate lists import city.json` بعد أن يعرض ما سيُضاف
        ويُعاد تسميته ويتغير ويُسحب، وبعد أن يسأل. يغني `--yes` عن السؤال في البرامج، ويكتفي `--dry-run` بالعرض. وعبر الواجهة يقرأ مفتاح API
        له الصلاحية `lists:write` الملف نفسه بالطلب `GET /api/v1/list/CITY/file`، ويستورده بالطريقة `PUT`، ويعيد `?dryRun=true` التغييرات
        دون حفظ. وتستخدم الخدمة القائمة الجديدة خلال ثانيتين. ويستطيع مدير النظام تغيير القوائم في [صفحات الموظفين](console.md).

        رقم العنصر (`value`) دائم: العناصر التي ليست في الملف، أو التي فيها `"isActive": false`، لا تعود مستخدمة، فلا تُعرض في القائمة، لكن
        بيانات العملاء المحتملين السابقة تظل تعرضها. والتسمية الجديدة تغيّر ما تعرضه البيانات السابقة، فلا تعطِ رقم عنصر لعنصر آخر أبدًا.
        ولا يمكن إفراغ قائمة يحتاج إليها حقل إلزامي. يتحقق `./leadgate lists check --stored` من القوائم المحفوظة في قاعدة البيانات، ويتحقق
        `./leadgate lists check` من القوائم المدمجة.

        ويحدّث البرنامج الأحدث قوائم قاعدة البيانات عند بدء الخدمة، وبالأمر `./leadgate lists update`: تُضاف العناصر والتسميات والأسماء
        البديلة الجديدة، ويبقى كل ما غيّرته أنت. ويعرض `--dry-run` ما سيتغير.

        في عنصر الملف `value` و`label` و`labelAr`، وعند الحاجة `code` و`parentValue` و`aliases` و`isActive`. وفي الفرع أيضًا `city` (رقم
        المدينة التي هو فيها) و`isDefault` (يُوجَّه إليه من عملاء علامته من ليس قريبًا من فرع آخر). وفي المدينة التي هي اسم محافظة كاملة رقم
        مركزها `city`، فيُوجَّه العملاء المحتملون إلى الفرع الذي فيه.

        """
    );

    public static string Create(bool arabic)
    {
        var page = new StringBuilder(Introduction.In(arabic).ReplaceLineEndings("\n"));
        foreach (var list in ReferenceLists.All)
            AppendRow(page, list);
        return page.Append(Matching.In(arabic).ReplaceLineEndings("\n")).ToString();
    }

    private static void AppendRow(StringBuilder page, ListDefinition list)
    {
        var others = list.OtherNames.Concat(list.OtherIds.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        var parent = list.Parent is null ? "" : $"`{list.Parent.Name}`";
        page.Append(
            CultureInfo.InvariantCulture,
            $"| `{list.Name}` | {list.Id} | {list.Title} · {list.TitleAr} "
                + $"| {parent} | {string.Join(", ", others)} | {BuiltInLists.Read(list).Count} |\n"
        );
    }
}
