namespace AgentNotebook.Kernel.Zmtp;

/// <summary>A peer broke the protocol or went over a limit. It is closed; the socket and its other peers go on.</summary>
internal sealed class ZmtpException(string message) : Exception(message);
