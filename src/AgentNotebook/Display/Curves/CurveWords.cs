using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>How the parts of what is in use are called.</summary>
/// <param name="Whole">All of it, where it is not divided.</param>
/// <param name="Ours">Our part.</param>
/// <param name="Others">That of others.</param>
/// <param name="Unexplained">The rest.</param>
internal sealed record CurveWords(string Whole, string Ours, string Others, string Unexplained)
{
    private static readonly CurveWords _gpu = new("in use, by everyone", "used by us", "by others", "unexplained");

    private static readonly CurveWords _process = new("resident memory", "managed heap", "child processes", "native and other");

    /// <summary>The words for a curve.</summary>
    public static CurveWords Of(MemoryCurve curve) => curve.IsGpu ? _gpu : _process;
}
