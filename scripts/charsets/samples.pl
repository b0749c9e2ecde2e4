#!/usr/bin/perl
# Prints test/generated/charset-samples.json: what Perl's Encode reads, the judge of src/rt/mail/charset, as
#   { "<charset>": [["<bytes in base64>", "<text>"], ...] }
# Run: perl scripts/charsets/samples.pl > test/generated/charset-samples.json
use strict;
use warnings;
use Encode;
use JSON::PP;
use MIME::Base64;

binmode STDOUT, ':raw';
my @texts = (
    "caf\x{e9} na\x{ef}ve \x{2013} \x{20ac} \x{201e}x\x{201c}\n",
    "\x{11e}\x{131}\x{15f} \x{10d}\x{11b}\x{17e} \x{218}\x{21b} \x{f0}\x{fe}\n",
    "\x{41f}\x{440}\x{438}\x{432}\x{435}\x{442} \x{454}\x{457}\x{491}\n",
    "\x{395}\x{3bb}\x{3bb}\x{3b7}\x{3bd}\x{3b9}\x{3ba}\x{3ac}\n",
    "\x{5e9}\x{5dc}\x{5d5}\x{5dd} \x{645}\x{631}\x{62d}\x{628}\x{627}\n",
    "\x{e20}\x{e32}\x{e29}\x{e32} Ti\x{1ebf}ng Vi\x{1ec7}t\n",
    "\x{65e5}\x{672c}\x{8a9e}\x{30c6}\x{30b9}\x{30c8} \x{8868}\x{301c}\x{ff5e}\x{ff71}\x{2460}\n",
    "\x{4e02}\x{4e04}\x{7e41}\x{9ad4}\x{4e2d}\x{6587} \x{7b80}\x{4f53}\n",
    "\x{d55c}\x{ad6d}\x{c5b4} \x{b620}\x{bc29}\x{c5b4}\n",
);
my %samples;
for my $charset (grep { !/^(?:MIME|null$)/ } Encode->encodings(':all')) {
    my @pairs;
    my $add = sub {
        my ($bytes) = @_;
        my $text = eval { Encode::decode($charset, my $copy = $bytes, Encode::FB_CROAK) };
        push @pairs, [encode_base64($bytes, ''), $text] if defined $text && length $text;
    };
    for my $text (@texts) {
        # What the charset lacks is left out.
        my $bytes = eval { Encode::encode($charset, my $copy = $text, sub { '' }) } // next;
        $add->($bytes) if $bytes =~ /[^\x00-\x7f]|\e|~\{|\+/ || $charset =~ /raw|^cp|posix/;
    }
    $add->("RT #17: ok\n") unless @pairs;
    $add->("\t\n") unless @pairs;
    # Every byte by itself, in one text.
    my @singles = grep {
        my $copy = chr;
        my $text = eval { Encode::decode($charset, $copy, Encode::FB_QUIET) };
        defined $text && length $text && $copy eq '';
    } $charset =~ /^(?:utf|ucs|hz|7bit|iso-2022|gsm)/i ? () : (0 .. 0x7f, 0xa0 .. 0xff);
    $add->(join '', map chr, @singles) if @singles > 190;
    my %seen;
    $samples{$charset} = [ grep { !$seen{ $_->[0] }++ } @pairs ];
}
print JSON::PP->new->canonical->utf8->indent(1)->indent_length(1)->encode(\%samples);
