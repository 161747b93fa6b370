using System.Net;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.Curves;
using AgentNotebook.Display.Plans;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Sessions;
using AgentNotebook.Display.StateGraph;
using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Sessions;

namespace AgentNotebook.Polyglot.Opening;

/// <summary>How a value of the library is shown where a cell ends in it. <c>extension.dib</c> registers each with the engine's <c>Formatter</c>.</summary>
/// <param name="Type">The values' type.</param>
/// <param name="MimeType">The representation, beside plain text.</param>
/// <param name="Render">Makes both.</param>
public sealed record ValueView(Type Type, string MimeType, Func<object, MimeBundle> Render)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ValueView> All { get; } =
    [
        Of<RunRecord>(MimeBundle.Html, run => RunCardView.Render(run)),
        Of<TransitionTable>(MimeBundle.Html, table => StateGraphView.Render(table)),
        Of<MemorySampler>(MimeBundle.Html, memory => MemoryCurveView.Render(memory.Snapshot())),
        Of<MemoryCurve>(MimeBundle.Html, curve => MemoryCurveView.Render(curve)),
        Of<PlacementPlan>(MimeBundle.Html, PlanView.Render),
        Of<Session>(MimeBundle.Html, session => SessionView.Render(new SessionOverview
        {
            Name = session.Name,
            Store = session.Location,
            Entries = session.LastSequence,
            Runs = RunHistory.All(session),
            Values = session.Values,
            Recoveries = session.FindRecoveries(),
        })),
        Of<MimeBundle>(MimeBundle.Html, bundle => bundle),
    ];

    /// <summary>One representation of a value.</summary>
    /// <param name="value">A value of <see cref="Type"/>.</param>
    /// <param name="mimeType">The representation. HTML there always is, made of what there is; of any other that there is not, the plain text.</param>
    public string Format(object value, string mimeType)
    {
        var data = Render(value).Data;
        return data.TryGetValue(mimeType, out var content) ? content
            : mimeType == MimeBundle.Html ? data.GetValueOrDefault(MimeBundle.Svg) ?? $"<pre>{WebUtility.HtmlEncode(data.GetValueOrDefault(MimeBundle.Text))}</pre>"
            : data.GetValueOrDefault(MimeBundle.Text, "");
    }

    private static ValueView Of<T>(string mimeType, Func<T, MimeBundle> render) => new(typeof(T), mimeType, value => render((T)value));
}
