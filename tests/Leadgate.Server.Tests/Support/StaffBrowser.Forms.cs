using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Leadgate.Server.Tests.Support;

/// <summary>Fills in the forms of pages.</summary>
internal sealed partial class StaffBrowser
{
    /// <summary>Submits a form of a page as a browser does, with what it contains, and some fields typed over.</summary>
    /// <param name="form">The id of the form.</param>
    /// <param name="typed">The fields to replace; each name with all its values. A null value leaves the field out.</param>
    public async Task<BrowserResponse> SubmitAsync(BrowserResponse page, string form, params (string Name, string? Value)[] typed)
    {
        var element = HtmlPage.Parse(page).QuerySelector<IHtmlFormElement>($"form#{form}");
        Assert.True(element is not null, $"There is no form {form}: {page.Status} {page.Text}");
        List<(string, string)> fields = [];
        foreach (var field in element.Elements.OfType<IElement>())
        {
            var name = field.GetAttribute("name");
            if (name is null || field is IHtmlButtonElement || typed.Any(one => one.Name == name))
                continue;
            if (field is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" })
                continue;
            var value = field switch
            {
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value ?? "",
                IHtmlInputElement input => input.Value,
                _ => "",
            };
            fields.Add((name, value));
        }

        fields.AddRange(typed.Where(one => one.Value is not null).Select(one => (one.Name, one.Value!)));
        return await PostAsync(element.GetAttribute("action")!, [.. fields]);
    }
}
