#!/usr/bin/perl
# Prints, as JSON, what Perl's Encode makes of every byte sequence of its charsets that are tables:
#   { "<charset>": { "<bytes in hex>": "<text>" } }
# RT reads mail with Encode, so its maps are the ones to agree with.
use strict;
use warnings;
use Encode;
use JSON::PP;

# These are algorithms, or states on top of other charsets.
my $algorithm = qr/^(?:MIME|null$|utf|UCS|hz$|7bit-jis$|iso-2022-)/i;
# Lead byte of the three-byte sequences of JIS X 0212.
my %three = ('euc-jp' => 0x8f);

sub text_of {
    my ($charset, $bytes) = @_;
    my $text = eval { Encode::decode($charset, $bytes, Encode::FB_QUIET) };
    return defined $text && length $text && $bytes eq '' ? $text : undef;
}

my %maps;
for my $charset (grep { !/$algorithm/ } Encode->encodings(':all')) {
    my %map;
    my $add = sub {
        my ($prefix, @bytes) = @_;
        for my $byte (@bytes) {
            my $bytes = $prefix . chr $byte;
            my $text = text_of($charset, $bytes);
            next unless defined $text;
            # A sequence that reads as its parts do is none of its own.
            my ($head, $tail) = map { $map{ unpack 'H*', $_ } } $prefix, chr $byte;
            next if defined $head && (!defined $tail || $text eq $head . $tail);
            $map{ unpack 'H*', $bytes } = $text;
        }
    };
    $add->('', 0 .. 255);
    $add->(chr $_, 0 .. 255) for 0 .. 255;
    if (my $lead = $three{$charset}) {
        $add->(chr($lead) . chr $_, 0xa0 .. 0xff) for 0xa0 .. 0xff;
    }
    $maps{$charset} = \%map;
}
print JSON::PP->new->canonical->ascii->encode(\%maps);
