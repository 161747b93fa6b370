using System.Security.Cryptography;
using System.Text;

namespace AgentNotebook.Agents.Faults;

/// <summary>Reduces a fault to what stays the same when it happens again.</summary>
internal static class FaultFingerprint
{
    /// <summary>Twelve hexadecimal digits of the SHA-256 of the rule and the essence.</summary>
    /// <param name="rule">The rule that classified the fault.</param>
    /// <param name="essence">What tells it from others of its rule: message and values, without line numbers, times and ids.</param>
    public static string Of(string rule, string essence) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule}\n{essence}")))[..12];
}
