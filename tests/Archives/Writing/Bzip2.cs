namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>Streams of bzip2, made by bzip2: the framework does not write it.</summary>
internal static class Bzip2
{
    /// <summary>A tar with one file, <c>file</c>, of 200 bytes of text.</summary>
    public static byte[] OneFile { get; } = Convert.FromBase64String("QlpoOTFBWSZTWcp2E8YAAJfbgMwQQAB/gAAkYyaeQAgIIAB1CVJsk00ND1AyACpUTJoNABtNTalvOS8hvwQjlTPgymMIulSL+JHPBncFi8DVAZME0tzsgxJlSMJKjp0qDh4ON6V6CKkVpIW2sRjQi1SO6Q/i7kinChIZTsJ4wA==");

    /// <summary>The header of a tar's file <c>zeros</c> of 4 GiB.</summary>
    public static byte[] HeaderOfZeros { get; } = Convert.FromBase64String("QlpoOTFBWSZTWQK1UfsAACJbgMmAQABFgAAIYgCeEAQAIABUUwmmgNMQZTapvUmmh6TJLaBsKu0OpoA5UIk4Q5oF0lGI4UDOrzn7TxOfi7kinChIAVqo/YA=");

    /// <summary>45,000,000 zeros.</summary>
    public static byte[] Zeros45Million { get; } = Convert.FromBase64String("QlpoOTFBWSZTWckBtsgBWKtAIMAAEAAACCAAMMwFKaZSSFJsVJIUni7kinChIZIDbZA=");
}
