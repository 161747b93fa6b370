using System.Globalization;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;
using AgentNotebook.Sessions;

namespace AgentNotebook.Display.Sessions;

/// <summary>Says in one line that values could not be flushed, and what to do about it.</summary>
public static class RecoveryLine
{
    /// <summary>The line, with the commands to take the values and to do without them.</summary>
    public static string Text(RecoveryOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        var file = Untrusted.Line(offer.File, 1000).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"When this session was closed at {offer.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, values of {ByteSize.Text(offer.Bytes)} could not be flushed: "
            + $"'#!state --recover \"{file}\"' takes them, '#!state --discard-recovery \"{file}\"' deletes them.";
    }
}
