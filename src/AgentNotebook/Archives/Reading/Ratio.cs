using System.Globalization;

namespace AgentNotebook.Archives.Reading;

/// <summary>The limit on how much comes out for what went in.</summary>
internal static class Ratio
{
    /// <exception cref="ArchiveRefusedException">It is too much.</exception>
    internal static void Demand(long outBytes, long inBytes, ExtractionLimits limits, string entry)
    {
        if (outBytes > limits.RatioAllowance && outBytes > limits.Ratio * Math.Max(1, inBytes))
        {
            throw new ArchiveRefusedException(
                ArchiveRule.RatioTooHigh,
                string.Create(CultureInfo.InvariantCulture, $"{inBytes:N0} bytes have become {outBytes:N0}, more than {limits.Ratio:0.#} times as many. If it is no bomb, raise the limit (--max-ratio)."),
                entry);
        }
    }
}
