using System.Text;

namespace AgentNotebook.SharpCompress.Taring;

/// <summary>Kinds of entries by their letter in a tar.</summary>
/// <remarks>Source: POSIX.1-2017 pax(1), "ustar Interchange Format".</remarks>
internal static class EntryTypes
{
    internal const char File = '0';
    internal const char SymbolicLink = '2';
    internal const char Folder = '5';

    /// <summary>No kind of tar: the reader refuses it.</summary>
    internal const char Unknown = '?';

    private const char CharacterDevice = '3';
    private const char BlockDevice = '4';
    private const char Pipe = '6';

    /// <summary>UTF-8 that takes nothing else for it.</summary>
    internal static Encoding Strict { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The kind that a mode of Unix says; 0 says nothing, which means a file.</summary>
    internal static char OfMode(int mode) => (mode & 0xF000) switch
    {
        0 or 0x8000 => File,
        0xA000 => SymbolicLink,
        0x2000 => CharacterDevice,
        0x6000 => BlockDevice,
        0x1000 => Pipe,
        _ => Unknown,
    };
}
