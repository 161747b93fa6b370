using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.Display.Leases;

/// <summary>Writes a lease's report as HTML.</summary>
internal static class LeaseHtml
{
    internal static string Write(LeaseReport report)
    {
        var html = CardStyle.OpenCard();
        var (ink, mark) = report.IsBack switch { true => ("good", "✓ "), false => ("bad", "✕ "), null => ("muted", "") };
        html.Open("div", "anb-head")
            .Element("h3", "anb-h", $"Lease {LeaseWords.Name(report)}")
            .Open("span", $"anb-badge anb-{ink}").Element("span", null, mark, "aria-hidden=\"true\"").Text(LeaseWords.Verdict(report)).Close()
            .Open("span", "anb-note").Element("span", null, ElapsedText.Text(report.Duration), VolatileMark.Durations).Text($" · {LeaseWords.Tracked(report)}").Close()
            .Close();
        // What was measured, and by which probe, is another on another machine.
        html.Element("p", "anb-p", $"{LeaseWords.Title(report)}: {LeaseWords.Figures(report)}", VolatileMark.MemoryCurve);
        if ((LeaseWords.Missing(report) ?? LeaseWords.Freed(report)) is { } difference)
        {
            html.Element("p", "anb-p", difference, VolatileMark.Memory);
        }

        if (LeaseWords.Budget(report) is { } budget)
        {
            html.Element("p", report.IsOverBudget ? "anb-p anb-no" : "anb-p", budget);
        }

        WriteDevices(html, report);
        WriteHolders(html, report);
        WriteList(html, "What went wrong at its end", [.. report.Failures.Select(LeaseWords.Failure)]);
        WriteList(html, "Allocators", [.. report.Allocators.Select(LeaseWords.Allocator)], VolatileMark.Memory);
        return html.Close().ToString();
    }

    private static void WriteDevices(Markup html, LeaseReport report)
    {
        if (report.Devices.Count < 2)
        {
            return;
        }

        html.OpenTable("Device", "Before", "Peak", "After");
        foreach (var device in report.Devices.Take(LeaseWords.MostItems))
        {
            html.Open("tr").Element("td", "anb-any", $"{device.Device.Index}: {Untrusted.Line(device.Device.Name, 100)}");
            foreach (var reading in new[] { device.Before, device.Peak, device.After })
            {
                html.Element("td", "anb-whole", reading is { } read ? ByteSize.Text(read.UsedBytes) : "no answer", VolatileMark.Memory);
            }

            html.Close();
        }

        html.CloseTable();
    }

    private static void WriteHolders(Markup html, LeaseReport report)
    {
        if (LeaseWords.NobodyKnown(report) is { } nobody)
        {
            html.Element("p", "anb-p anb-note", nobody);
        }

        if (report.Holders.Count == 0)
        {
            return;
        }

        html.Element("h4", "anb-h4", "Who holds it, as far as the lease knows").Open("ul", "anb-ul");
        foreach (var holder in report.Holders.Take(LeaseWords.MostItems))
        {
            html.Open("li").Element("strong", null, LeaseWords.Holder(holder)).Text($". {LeaseWords.Reason(holder)}").Close();
        }

        WriteRest(html, report.Holders.Count);
        html.Close();
    }

    private static void WriteList(Markup html, string heading, IReadOnlyList<string> items, string? mark = null)
    {
        if (items.Count == 0)
        {
            return;
        }

        html.Element("h4", "anb-h4", heading).Open("ul", "anb-ul", mark);
        foreach (var item in items.Take(LeaseWords.MostItems))
        {
            html.Element("li", null, item);
        }

        WriteRest(html, items.Count);
        html.Close();
    }

    private static void WriteRest(Markup html, int count)
    {
        if (count > LeaseWords.MostItems)
        {
            html.Element("li", null, $"… and {count - LeaseWords.MostItems} more");
        }
    }
}
